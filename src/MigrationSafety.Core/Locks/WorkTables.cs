using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Locks;

/// <summary>The tables whose size decides how long a change takes.</summary>
internal static class WorkTables
{
    /// <summary>Without the tables that the effects leave out because they are new.</summary>
    public static IEnumerable<QualifiedName> Of(SchemaChange change, ChangeEffects effects, SchemaState before)
    {
        var tables = effects.Relations
            .Where(static r => r.GrowsWithTable || r.NewFile)
            .Select(r => r.IsIndex ? r.IndexOf ?? before.FindIndex(r.Relation)?.Table ?? r.Relation : r.Relation);
        return (change switch
        {
            // A foreign key reads its own rows and looks them up: how large the referenced table is matters little.
            TableChange own when IsForeignKey(change, before) => tables.Where(t => before.Tree(own.Table).Contains(t)),

            // A condition that no key bounds: nobody knows how many rows it meets.
            DataChange data => tables.Concat(effects.Relations.Select(static r => r.Relation).Where(r => data.Sources.Contains(r) || data.Table == r)),
            _ => tables,
        }).Distinct();
    }

    /// <summary>True where a foreign key is checked.</summary>
    public static bool IsForeignKey(SchemaChange change, SchemaState before) => change switch
    {
        AddConstraint c => c.Constraint.Kind == ConstraintKind.ForeignKey,
        ValidateConstraint c => before.FindTable(c.Table)?.FindConstraint(c.Name)?.Definition.Kind == ConstraintKind.ForeignKey,
        _ => false,
    };
}
