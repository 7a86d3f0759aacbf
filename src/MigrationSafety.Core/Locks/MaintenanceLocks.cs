using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>CLUSTER, VACUUM, ANALYZE, COMMENT, GRANT and the rest. Measured on 12 to 18.</summary>
internal static class MaintenanceLocks
{
    public static void Add(EffectsBuilder effects, SchemaChange change)
    {
        switch (change)
        {
            case Cluster { Table: { } table }:
                effects.LockPartitions(table, LockMode.AccessExclusive, Work.Rewrite);
                if (effects.Before.IsPartitioned(table))
                {
                    effects.RunsOutsideTransaction();
                }

                break;
            case Cluster:
                effects.RunsOutsideTransaction();
                break;
            case Vacuum c:
                effects.RunsOutsideTransaction();
                foreach (var table in c.Tables)
                {
                    effects.LockPartitions(
                        table,
                        c.Full ? LockMode.AccessExclusive : LockMode.ShareUpdateExclusive,
                        c.Full ? Work.Rewrite : Work.Scan);
                }

                break;
            case Analyze c:
                foreach (var table in c.Tables)
                {
                    // It reads a sample, not every row.
                    effects.LockPartitions(table, LockMode.ShareUpdateExclusive);
                }

                break;
            case Comment { Relation: { } relation } c:
                Comment(effects, c, relation);
                break;
            case GrantOrRevoke c when effects.Version >= 18:
                foreach (var table in c.Tables)
                {
                    effects.Lock(table, LockMode.AccessShare);
                }

                break;
            case OtherStatement { AllowedInTransaction: false }:
                effects.RunsOutsideTransaction();
                break;
        }
    }

    private static void Comment(EffectsBuilder effects, Comment change, QualifiedName relation)
    {
        switch (change.ObjectType.ToUpperInvariant())
        {
            case "TABLE" or "COLUMN" or "VIEW" or "MATERIALIZED VIEW" or "MATVIEW" or "SEQUENCE" or "FOREIGN TABLE":
                effects.Lock(relation, LockMode.ShareUpdateExclusive);
                break;
            case "INDEX":
                IndexLocks.Index(effects, relation, LockMode.ShareUpdateExclusive);
                break;
            case "CONSTRAINT" or "TRIGGER" or "RULE" or "POLICY":
                effects.Lock(relation, LockMode.AccessShare);
                break;
        }
    }
}
