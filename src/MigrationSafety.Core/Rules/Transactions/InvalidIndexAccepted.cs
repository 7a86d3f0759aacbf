using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>CREATE INDEX CONCURRENTLY IF NOT EXISTS takes the INVALID index that a failed attempt left for a good one.</summary>
internal sealed class InvalidIndexAccepted : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG4008",
        Name = nameof(InvalidIndexAccepted),
        Title = "IF NOT EXISTS accepts the INVALID index of a failed attempt",
        MessageFormat = "{0} skips with a notice where an earlier attempt failed and left an INVALID index {1}: the migration succeeds, and no query "
            + "uses the index. Instead: DROP INDEX CONCURRENTLY IF EXISTS {1} before it, without IF NOT EXISTS here.",
        Description = "CREATE INDEX CONCURRENTLY that is cancelled, runs into a deadlock or finds duplicates leaves an INVALID index behind, which "
            + "costs every write and serves no query. IF NOT EXISTS only looks at the name and takes it for the index wanted.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Auto,
        Concerns = [typeof(CreateIndex)],
    };

    public override void CheckChangeSet(ChangeSetContext context)
    {
        for (var i = 0; i < context.Changes.Length; i++)
        {
            var change = context.Changes[i];
            if (!change.IsOnNewTable
                && change.Change is CreateIndex { Concurrently: true, IfNotExists: true, Name: { } name } index
                && change.Before.FindIndex(new QualifiedName(index.Table.Schema, name)) is null
                && !context.Changes.Take(i).Any(c => c.Change is DropIndex drop && drop.Index.Name == name)
                && !context.Changes.Any(static c => AsksForIndexes(c.Change)))
            {
                change.Report(Descriptor, ChangeWording.Statement(index), ChangeWording.Quote(name));
            }
        }
    }

    // Whoever reads pg_index is taken to ask for indisvalid.
    private static bool AsksForIndexes(SchemaChange change) => change is DataChange data && data.Sources.Any(static s => s.Name == "pg_index");
}
