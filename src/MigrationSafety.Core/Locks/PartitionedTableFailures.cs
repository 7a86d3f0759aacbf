using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Locks;

/// <summary>What older versions refuse on partitioned tables. Measured on 10, 11 and 15.</summary>
internal static class PartitionedTableFailures
{
    public static void Constraint(EffectsBuilder effects, QualifiedName table, ConstraintDefinition constraint)
    {
        if (constraint.ReferencedTable is { } referenced && effects.Version < 12 && effects.Before.IsPartitioned(referenced))
        {
            effects.Fail("42809", $"cannot reference partitioned table \"{referenced.Name}\"");
        }

        if (!effects.Before.IsPartitioned(table))
        {
            return;
        }

        var (name, firstMajor) = constraint.Kind switch
        {
            ConstraintKind.ForeignKey => ("foreign key", 11),
            ConstraintKind.Unique => ("unique", 11),
            ConstraintKind.PrimaryKey => ("primary key", 11),
            // The release notes of 17; before it no version had them.
            ConstraintKind.Exclusion => ("exclusion", 17),
            _ => ("", PostgresVersion.Oldest),
        };
        if (effects.Version < firstMajor)
        {
            effects.Fail("0A000", name + " constraints are not supported on partitioned tables");
        }
    }

    public static void Index(EffectsBuilder effects, CreateIndex change)
    {
        if (effects.Version < 11 && effects.Before.IsPartitioned(change.Table))
        {
            effects.Fail("42809", $"cannot create index on partitioned table \"{change.Table.Name}\"");
        }
    }

    public static void Trigger(EffectsBuilder effects, CreateTrigger change)
    {
        if (effects.Version < 11 && !change.ForEachStatement && effects.Before.IsPartitioned(change.Table))
        {
            effects.Fail("42809", $"\"{change.Table.Name}\" is a partitioned table");
        }
    }
}
