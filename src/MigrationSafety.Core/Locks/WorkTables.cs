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
            _ when ForeignKeyOf(change, before) is { } child => tables.Where(t => before.Tree(child).Contains(t)),

            // A condition that no key bounds: nobody knows how many rows it meets.
            DataChange data => tables.Concat(effects.Relations.Select(static r => r.Relation).Where(r => data.Sources.Contains(r) || data.Table == r)),
            _ => tables,
        }).Distinct();
    }

    private static QualifiedName? ForeignKeyOf(SchemaChange change, SchemaState before) => change switch
    {
        AddConstraint { Constraint.Kind: ConstraintKind.ForeignKey } c => c.Table,
        ValidateConstraint c when before.FindTable(c.Table)?.FindConstraint(c.Name)?.Definition.Kind == ConstraintKind.ForeignKey => c.Table,
        _ => null,
    };
}
