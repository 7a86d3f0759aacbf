using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.State;

/// <summary>
/// The order in which PostgreSQL carries out the parts of one statement. ALTER TABLE runs in passes (tablecmds.c): SET NOT
/// NULL beside DROP CONSTRAINT of the CHECK that proves it reads the table after all. DROP TABLE of several tables
/// judges dependencies for all of them together.
/// </summary>
internal static class ExecutionOrder
{
    /// <summary>Indexes into <paramref name="changes"/>, which all belong to one statement.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<SchemaChange> changes, SchemaState before)
    {
        var written = Enumerable.Range(0, changes.Count).ToList();
        if (changes.Count < 2 || changes[0].Origin.InDoBlock)
        {
            return written;
        }

        return changes.All(static c => c is DropTable or DropObject)
            ? DependantsFirst(changes, before)
            : written.OrderBy(i => Pass(changes[i])).ToList();
    }

    private static int Pass(SchemaChange change) => change switch
    {
        DropColumn or DropConstraint or DropNotNull or DropDefault or DropIdentity or DropGenerationExpression => 0,
        AlterColumnType => 1,
        AddColumn => 2,
        SetGenerationExpression => 3,
        AddConstraint { Constraint.Kind: ConstraintKind.Check or ConstraintKind.NotNull } => 4,
        SetNotNull or AlterIdentity => 5,
        AddConstraint { Constraint.Kind: not ConstraintKind.ForeignKey } => 6,
        AddConstraint or SetDefault or AddIdentity => 7,
        // Everything that is not ALTER TABLE keeps its place among its like.
        _ => 8,
    };

    private static List<int> DependantsFirst(IReadOnlyList<SchemaChange> changes, SchemaState before)
    {
        var left = Enumerable.Range(0, changes.Count).ToList();
        var order = new List<int>();
        while (left.Count > 0)
        {
            var names = new HashSet<QualifiedName>(left.Select(i => NameOf(changes[i])));
            // A circle of foreign keys has no first one: any will do.
            var next = left.FirstOrDefault(i => !IsNeeded(NameOf(changes[i]), names, before), left[0]);
            left.Remove(next);
            order.Add(next);
        }

        return order;
    }

    private static bool IsNeeded(QualifiedName name, HashSet<QualifiedName> names, SchemaState before) =>
        before.ReferencingTables(name).Concat(before.ViewsOver(name).Select(static v => v.Name)).Any(d => d != name && names.Contains(d));

    private static QualifiedName NameOf(SchemaChange change) => change is DropTable table ? table.Table : ((DropObject)change).Name;

    private static int FirstOrDefault(this IEnumerable<int> items, System.Func<int, bool> test, int otherwise)
    {
        foreach (var item in items)
        {
            if (test(item))
            {
                return item;
            }
        }

        return otherwise;
    }
}
