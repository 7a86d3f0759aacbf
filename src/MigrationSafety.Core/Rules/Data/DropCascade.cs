using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>DROP ... CASCADE: what goes along is decided by the database, not by the one who wrote it.</summary>
internal sealed class DropCascade : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG3004",
        Name = nameof(DropCascade),
        Title = "DROP ... CASCADE also drops what depends on it",
        MessageFormat = "{0} CASCADE also drops {1}. Instead: drop what depends on it by name, and this without CASCADE: PostgreSQL then refuses where "
            + "something was forgotten.",
        Description = "CASCADE drops views, foreign keys, columns and functions that depend on the object, whoever made them, and names them only "
            + "in a notice that nobody reads.",
        DefaultSeverity = Severity.Warning,
        Concerns = [typeof(DropTable), typeof(DropColumn), typeof(DropConstraint), typeof(DropIndex), typeof(DropObject)],
    };

    public override void CheckChange(ChangeContext context)
    {
        if (!context.IsAboutNewTable && IsCascade(context.Change))
        {
            context.Report(Descriptor, ChangeWording.Statement(context.Change), Along(context));
        }
    }

    private static bool IsCascade(SchemaChange change) => change switch
    {
        DropTable c => c.Cascade,
        DropColumn c => c.Cascade,
        DropConstraint c => c.Cascade,
        DropIndex c => c.Cascade,
        // Nothing depends on these.
        DropObject { Kind: ObjectKind.Trigger or ObjectKind.Rule or ObjectKind.Policy } => false,
        DropObject c => c.Cascade,
        _ => false,
    };

    private static string Along(ChangeContext context)
    {
        var known = ViewsOver(context).Select(static v => "view " + ChangeWording.Quote(v))
            .Concat(KeysTo(context).Select(static t => "foreign keys of " + ChangeWording.Quote(t)))
            .ToList();
        return known.Count == 0
            ? "whatever depends on it: views, foreign keys, functions that these migrations may not know"
            : ChangeWording.List(known) + ", and what else depends on it";
    }

    private static System.Collections.Generic.IEnumerable<QualifiedName> ViewsOver(ChangeContext context) => (context.Change switch
    {
        DropTable c => context.Before.ViewsOver(c.Table),
        DropColumn c => context.Before.ViewsOver(c.Table, c.Column),
        DropObject c when RunningNames.IsRelation(c.Kind) => context.Before.ViewsOver(c.Name),
        _ => [],
    }).Select(static v => v.Name);

    private static System.Collections.Generic.IEnumerable<QualifiedName> KeysTo(ChangeContext context)
    {
        var keys = context.Change switch
        {
            DropTable c => context.Before.ForeignKeysTo(c.Table),
            DropColumn c => context.Before.ForeignKeysTo(c.Table, c.Column),
            DropConstraint c when context.Before.FindTable(c.Table)?.FindConstraint(c.Name) is { } key =>
                context.Before.ForeignKeysUsing(c.Table, key),
            _ => [],
        };
        return keys.Select(static k => k.Table.Name).Distinct();
    }
}
