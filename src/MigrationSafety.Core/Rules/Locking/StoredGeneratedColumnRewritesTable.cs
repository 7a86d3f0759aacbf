using System;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>ADD COLUMN ... GENERATED ... STORED, and SET EXPRESSION; EF Core changes a computed column by dropping and adding it.</summary>
internal sealed class StoredGeneratedColumnRewritesTable : Rule
{
    private const int HasVirtual = 18;

    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG1103",
        Name = nameof(StoredGeneratedColumnRewritesTable),
        Title = "A stored generated column rewrites the table",
        MessageFormat = "Computing stored generated column {0} {1}. Instead: {2}.",
        Description = "Adding a STORED generated column or changing its expression computes every row while reads and writes wait. EF Core's "
            + "AlterColumn with another computedColumnSql drops the column and adds it. A VIRTUAL one (18 and later) costs nothing.",
        DefaultSeverity = Severity.Warning,
        IsAboutSize = true,
        Fix = FixKind.Phases,
        Concerns = [typeof(AddColumn), typeof(SetGenerationExpression)],
    };

    public override void CheckChange(ChangeContext context)
    {
        switch (context.Change)
        {
            case AddColumn change when AddedColumnRewrites.Cause(context) == AddedColumnRewrite.StoredGenerated:
                Report(context, change.Table, change.Column.Name);
                break;
            case SetGenerationExpression change when context.Rewrites:
                Report(context, change.Table, change.Column);
                break;
        }
    }

    private void Report(ChangeContext context, QualifiedName table, string column) =>
        context.Report(Descriptor, ChangeWording.Quote(table, column), context.EffectText, Advice(context.Version));

    private static string Advice(PostgresVersion version) => version.Major >= HasVirtual
        ? "a VIRTUAL generated column (18 and later), or an ordinary column kept by a trigger and filled in batches"
        : "an ordinary column, kept by a trigger and filled in batches";
}
