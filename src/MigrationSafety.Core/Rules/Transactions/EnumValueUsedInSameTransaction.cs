using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ALTER TYPE ... ADD VALUE, and the new value used before the transaction ends: 55P04. Below 12 not in a transaction at all.</summary>
internal sealed class EnumValueUsedInSameTransaction : Rule
{
    // Release notes of 12 and 17; measured on 10 to 18.
    private const int AddsInTransaction = 12;
    private const int TrustsNewTypes = 17;

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4006",
        Name = nameof(EnumValueUsedInSameTransaction),
        Title = "A new enum value is used in the transaction that adds it",
        MessageFormat = "{0} fails with {1}: {2}. Instead: {3}.",
        Description = "PostgreSQL does not let a value that ALTER TYPE ... ADD VALUE has just added be used before the transaction commits, since "
            + "a rollback would leave it in indexes. Before 12 ADD VALUE cannot run in a transaction block at all.",
        DefaultSeverity = Severity.Error,
        Fix = FixKind.Split,
        Concerns = [typeof(AlterEnum)],
    };

    // Not CheckChange: it fails on a new table just as well.
    public override void CheckChangeSet(ChangeSetContext context)
    {
        var added = new List<(int Transaction, AlterEnum Value)>();
        var created = new HashSet<(int Transaction, QualifiedName Type)>();
        foreach (var change in context.Changes)
        {
            if (change.Transaction is not { } transaction)
            {
                continue;
            }

            switch (change.Change)
            {
                case DefineObject { Kind: ObjectKind.Enum, IsAlter: false } type:
                    created.Add((transaction, type.Name));
                    break;
                case RenameObject { Kind: ObjectKind.Type, NewName: { } newName } rename when created.Contains((transaction, rename.Name)):
                    // Before 12 a renamed type no longer counts as new.
                    created.Add((transaction, change.Version.Major < AddsInTransaction ? rename.Name : new QualifiedName(rename.Name.Schema, newName)));
                    break;
                case AlterEnum { Kind: EnumChangeKind.AddValue } value:
                    var isNewType = created.Contains((transaction, value.Type));
                    if (change.Version.Major < AddsInTransaction)
                    {
                        ReportInTransaction(change, value, isNewType);
                    }
                    else if (!Exists(change, value) && !(isNewType && change.Version.Major >= TrustsNewTypes))
                    {
                        added.Add((transaction, value));
                    }

                    break;
                default:
                    ReportUse(change, added.Where(a => a.Transaction == transaction).Select(static a => a.Value));
                    break;
            }
        }
    }

    // IF NOT EXISTS of a value that an earlier migration added changes nothing.
    private static bool Exists(ChangeContext change, AlterEnum value) =>
        value.IfNotExists && change.Before.Enums.TryGetValue(value.Type, out var known) && known.Labels.Contains(value.Value);

    private void ReportInTransaction(ChangeContext change, AlterEnum value, bool isNewType)
    {
        if (isNewType)
        {
            return;
        }

        // Npgsql takes it out of the transaction where UseNpgsql was told the version.
        change.Report(
            Descriptor,
            change.IsEfOperation ? Severity.Warning : Severity.Error,
            ChangeWording.Statement(value),
            "error 25001",
            "before 12 it cannot run inside a transaction block",
            change.IsEfOperation
                ? "SetPostgresVersion(11, 0) in UseNpgsql, with which Npgsql runs it outside the transaction"
                : change.ChangeSet.IsSqlFile ? "run it before BEGIN" : "a Sql() call of its own with suppressTransaction: true");
    }

    private void ReportUse(ChangeContext change, IEnumerable<AlterEnum> added)
    {
        foreach (var value in added)
        {
            if (EnumValueUses.Of(change.Change, change.Before, value.Type).Contains(value.Value))
            {
                change.Report(
                    Descriptor,
                    change.Change.Origin.Guarded ? Severity.Warning : Severity.Error,
                    ChangeWording.Statement(change.Change),
                    "error 55P04",
                    "it uses the value " + ChangeWording.Quote(value.Value) + " of enum " + ChangeWording.Quote(value.Type)
                    + ", which this transaction has only just added",
                    change.ChangeSet.IsSqlFile ? "COMMIT after ADD VALUE" : "add the value in a migration of its own, before this one");
                return;
            }
        }
    }
}
