using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Locks;

namespace MigrationSafety.Core.Rules;

/// <summary>What the rules about values ask of a type change.</summary>
internal static class ColumnTypeChange
{
    /// <summary>The type before the change, as earlier migrations or the operation itself tell; null where neither does.</summary>
    public static PgType? OldType(ChangeContext context, AlterColumnType change) =>
        context.Before.FindTable(change.Table)?.FindColumn(change.Column)?.Type ?? change.OldType;

    public static UsingForm Form(AlterColumnType change) =>
        change.Using is null ? UsingForm.None : change.UsingIsPlainCast ? UsingForm.PlainCast : UsingForm.Expression;

    /// <summary>What happens to values that do not fit; None where a type is not known.</summary>
    public static Narrowing NarrowingOf(ChangeContext context, AlterColumnType change) =>
        OldType(context, change) is { } old && change.NewType is { } current
            ? TypeNarrowing.Of(old, current, Form(change), context.Before)
            : Narrowing.None;
}
