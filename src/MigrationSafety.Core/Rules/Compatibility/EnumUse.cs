using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>Whether the running version can meet an enum: in a column of a table that it knows.</summary>
internal static class EnumUse
{
    /// <summary>False for a type that this migration creates, and for one whose known columns are all new or none.</summary>
    public static bool IsInUse(ChangeContext context, QualifiedName type)
    {
        if (context.Earlier.Any(c => c is DefineObject { Kind: ObjectKind.Enum, IsAlter: false, IfNotExists: false } define && define.Name == type))
        {
            return false;
        }

        return !context.Before.Enums.ContainsKey(type)
            || context.Before.ColumnsOfType(type).Any(c => !context.IsNewColumn(c.Table.Name, c.Column.Name));
    }
}
