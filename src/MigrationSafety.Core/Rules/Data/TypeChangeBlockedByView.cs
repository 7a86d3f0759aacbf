using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.State;

namespace MigrationSafety.Core.Rules;

/// <summary>ALTER COLUMN TYPE of a column that a view uses.</summary>
internal sealed class TypeChangeBlockedByView : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3008",
        Name = nameof(TypeChangeBlockedByView),
        Title = "A view forbids changing the type of a column it uses",
        MessageFormat = "Changing {0} {1} fails with 0A000: {2} uses the column, and PostgreSQL refuses any change of its type, a harmless one too. Instead: "
            + "drop the view before and create it again after the change, in the same transaction, with its grants.",
        Description = "A view is stored with the types of the columns it reads. As long as it exists, ALTER COLUMN ... TYPE of such a column fails, "
            + "even varchar(20) to varchar(40).",
        DefaultSeverity = Severity.Warning,
        Concerns = [typeof(AlterColumnType)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (context.Change is not AlterColumnType change || context.IsAboutNewTable)
        {
            return;
        }

        var views = Views(context.Before, change).Distinct().ToList();
        if (views.Count > 0)
        {
            context.Report(
                Descriptor,
                ChangeWording.Quote(change.Table, change.Column),
                ColumnTypeChangeRewritesTable.Types(context, change),
                ChangeWording.List(views));
        }
    }

    // One whose columns are not known may as well not name it.
    private static IEnumerable<string> Views(SchemaState state, AlterColumnType change) =>
        from view in state.ViewsOver(change.Table, change.Column)
        where !view.SourceColumns.IsEmpty
        select (view.Kind == RelationKind.MaterializedView ? "materialized view " : "view ") + ChangeWording.Quote(view.Name);
}
