using System;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Rules;

/// <summary>RENAME and SET SCHEMA of a table or view, RENAME of a schema: the running version asks for the old name.</summary>
internal sealed class RenameTableBreaksRunningApp : Rule
{
    public override RuleDescriptor Descriptor { get; } = new()
    {
        Id = "MIG2002",
        Name = nameof(RenameTableBreaksRunningApp),
        Title = "Renaming or moving a table breaks the running application",
        MessageFormat = "From the moment {0} is called {1}, every statement of the running version that names it fails with 42P01. Instead: keep the "
            + "name and map the class to it ({2}); or create, in the same transaction, {3} under the old name, and drop it when the old version "
            + "is gone.",
        Description = "While a release rolls out, the old version of the application still runs and asks for the table by its old name. A simple "
            + "view under that name takes reads and writes meanwhile.",
        DefaultSeverity = Severity.Warning,
        Fix = FixKind.Phases,
        Concerns = [typeof(RenameTable), typeof(SetTableSchema), typeof(RenameObject)],
    };

    public override void CheckChange(ChangeContext context)
    {
        switch (context.Change)
        {
            case RenameTable c when context.Before.FindIndex(c.Table) is null:
                Check(context, c.Table, new QualifiedName(c.Table.Schema, c.NewName));
                break;
            case SetTableSchema c:
                Check(context, c.Table, new QualifiedName(c.NewSchema, c.Table.Name));
                break;
            case RenameObject { NewName: { } name } c when RunningNames.IsRelation(c.Kind):
                Check(context, c.Name, new QualifiedName(c.Name.Schema, name));
                break;
            case RenameObject { NewSchema: { } schema } c when RunningNames.IsRelation(c.Kind):
                Check(context, c.Name, new QualifiedName(schema, c.Name.Name));
                break;
            case RenameObject { Kind: ObjectKind.Schema, NewName: { } name } c when !IsNewSchema(context, c.Name.Name):
                Report(context, "schema " + ChangeWording.Quote(c.Name), ChangeWording.Quote(name), "ToTable with the schema", "a schema with views of the tables");
                break;
        }
    }

    private void Check(ChangeContext context, QualifiedName old, QualifiedName current)
    {
        if (RunningNames.Knows(context, old) && !RunningNames.IsTakenAgain(context, old) && !RunningNames.WasFreed(context, current))
        {
            Report(context, ChangeWording.Quote(old), ChangeWording.Quote(current), "ToTable", "a view of it");
        }
    }

    private void Report(ChangeContext context, params string[] arguments) => context.Report(Descriptor, arguments);

    // Created here, or all that is known in it is new.
    private static bool IsNewSchema(ChangeContext context, string schema)
    {
        var tables = context.Before.Tables.Keys.Where(t => (t.Schema ?? "public") == schema).ToList();
        return context.Earlier.Any(c => c is DefineObject { Kind: ObjectKind.Schema, IsAlter: false } define && define.Name.Name == schema)
            || (tables.Count > 0 && tables.TrueForAll(t => context.IsNewTable(t)));
    }
}
