using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.EfCore;

/// <summary>Collects the changes of one operation; each emitted statement gets a number of its own.</summary>
internal sealed class EmittedChanges
{
    private readonly ImmutableArray<SchemaChange>.Builder changes = ImmutableArray.CreateBuilder<SchemaChange>();
    private readonly int step;
    private int statement;

    public EmittedChanges(SchemaState before, int? efCoreMajor, int step, int firstStatement, bool hasTargetModel)
    {
        Before = before;
        EfCoreMajor = efCoreMajor;
        HasTargetModel = hasTargetModel;
        this.step = step;
        statement = firstStatement;
    }

    public SchemaState Before { get; }

    public int? EfCoreMajor { get; }

    public bool HasTargetModel { get; }

    public void Add(SchemaChange change, bool inDoBlock = false) =>
        changes.Add(change with { Origin = new ChangeOrigin(step, statement++, null) { InDoBlock = inDoBlock } });

    public ImmutableArray<SchemaChange> ToImmutable() => changes.ToImmutable();
}
