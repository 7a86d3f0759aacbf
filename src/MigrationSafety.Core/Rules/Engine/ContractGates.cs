using System.Collections.Immutable;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Which changes a gate holds back. A gate is its migration's, whatever table it names: with UseMigrationSafety the whole
/// migration stays pending, and without it the error ends the transaction and what comes after it.
/// </summary>
internal sealed class ContractGates
{
    private readonly bool[] held;

    public ContractGates(ChangeSet changeSet, ImmutableArray<ChangeContext> changes)
    {
        held = new bool[changes.Length];
        for (var gate = 0; gate < changes.Length; gate++)
        {
            if (changes[gate].Change is DataChange { Gates.IsEmpty: false })
            {
                for (var i = 0; i < changes.Length; i++)
                {
                    held[i] |= IsInOneTransaction(changes[gate], changes[i]) || (i > gate && !IsOfAnotherMigration(changeSet, changes[gate], changes[i]));
                }
            }
        }
    }

    /// <summary>True for the change at this index where nothing of it is done before a gate is open.</summary>
    public bool Hold(int index) => held[index];

    private static bool IsInOneTransaction(ChangeContext gate, ChangeContext change) => gate.Transaction is { } number && number == change.Transaction;

    // A script may hold many migrations, each in a transaction of its own.
    private static bool IsOfAnotherMigration(ChangeSet changeSet, ChangeContext gate, ChangeContext change) =>
        changeSet.IsSqlFile && gate.Transaction is not null && change.Transaction is not null;
}
