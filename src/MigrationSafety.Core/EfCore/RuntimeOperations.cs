using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Recipes.Online;
using MigrationSafety.Core.Sql;
using CreateIndexRecipe = MigrationSafety.Core.Recipes.CreateIndexConcurrently;
using DropIndexRecipe = MigrationSafety.Core.Recipes.DropIndexConcurrently;

namespace MigrationSafety.Core.EfCore;

/// <summary>
/// What the operations of MigrationSafety.Runtime write, for those who read a migration without running it. The same recipes as
/// at run time; a test compares the text with the real operations'. Of expressions inside functions nothing is needed here.
/// </summary>
internal static class RuntimeOperations
{
    /// <summary>The commands of a call; null where a name is not known at compile time.</summary>
    public static IReadOnlyList<RuntimeCommand>? Of(EfOperation call) => call.Method switch
    {
        "CreateIndexConcurrently" when Name(call) is { } name && call.Table() is not null =>
        [
            new(Text(DropIndexRecipe.Statement(name)), true),
            new(null, Operation: call with
            {
                Method = "CreateIndex",
                Annotations = ImmutableDictionary<string, object?>.Empty.Add(CreateIndexRecipe.Annotation, true),
            }),
        ],
        "DropIndexConcurrently" when Name(call) is { } name => [new(Text(DropIndexRecipe.Statement(name)), true)],
        "AddForeignKeySafely" when ForeignKey(call) is { } steps => Commands(steps),
        "AddCheckConstraintSafely" when call.Table() is { } table && call.Text("name") is { } name && call.Text("sql") is { } sql =>
            Commands(SafeConstraints.AddCheck(table, name, sql)),
        "SetNotNullSafely" when call.Table() is { } table && call.Text("column") is { } column => Commands(SafeConstraints.SetNotNull(table, column)),
        "DropNotNull" when call.Table() is { } table && call.Text("column") is { } column => [new(Text(SafeConstraints.DropNotNull(table, column)))],
        "ValidateConstraint" when call.Table() is { } table && call.Text("name") is { } name => [new(Text(SafeConstraints.Validate(table, name)), true)],
        "AddUniqueConstraintUsingIndex" => UsingIndex(call, "UNIQUE"),
        "AddPrimaryKeyUsingIndex" => UsingIndex(call, "PRIMARY KEY"),
        "SyncColumns" => Columns(call) is { } sync ? [new(Text(sync.Create()))] : null,
        "DropColumnSync" => Columns(call) is { } sync ? [new(Text(sync.Drop()))] : null,
        "SyncTables" => Tables(call) is { } sync ? [new(Text(sync.Create()))] : null,
        "DropTableSync" => Tables(call) is { } sync ? [new(Text(sync.Drop()))] : null,
        "SwapColumns" when call.Table() is { } table && call.Text("first") is { } first && call.Text("second") is { } second =>
            [new(Text(SwapColumns.Statements(table, first, second)))],
        "CreateCompatibilityView" when Name(call) is { } view && call.Table("table", "tableSchema") is { } table =>
            // What comes after the view are the table's grants, which only the database knows.
            [new(Text(new CompatibilityView { View = view, Table = table, Columns = Pairs(call.Value("columns")) }.Create()[0]))],
        "DropCompatibilityView" when Name(call) is { } view => [new(Text(CompatibilityView.Drop(view)))],
        "RequireBackfill" => [new(Text(Gate(call)))],
        _ => null,
    };

    // A gate is one whatever it waits for: of a name that is not known nothing else is needed.
    private static string Gate(EfOperation call) => call.Text("backfill") is { } backfill && call.Table() is { } table
        ? new BackfillGate { Backfill = backfill, Table = table, ControlSchema = call.Text("controlSchema") ?? BackfillGate.DefaultControlSchema }.Guard()
        : "SELECT " + BackfillGate.DefaultControlSchema + ".require(" + (call.Text("backfill") is { } known ? SqlLiteral.Quote(known) : "NULL") + ")";

    private static QualifiedName? Name(EfOperation call) => call.Table("name");

    private static IReadOnlyList<SqlStep>? ForeignKey(EfOperation call) =>
        call.Table() is { } table && call.Text("name") is { } name && call.Table("principalTable", "principalSchema") is { } referenced
            && EfArguments.Names(call.Value("columns")) is { IsEmpty: false } columns
            ? SafeConstraints.AddForeignKey(
                table,
                name,
                columns,
                referenced,
                EfArguments.Names(call.Value("principalColumns")) is { IsEmpty: false } principal ? principal : null,
                ForeignKeyActions.Clauses(EfArguments.Member(call.Value("onUpdate")), EfArguments.Member(call.Value("onDelete"))))
            : null;

    private static IReadOnlyList<RuntimeCommand>? UsingIndex(EfOperation call, string kind) =>
        call.Table() is { } table && call.Text("name") is { } name && call.Text("index") is { } index
            ? [new(Text(SafeConstraints.AddUsingIndex(table, name, kind, index)))]
            : null;

    private static SyncColumns? Columns(EfOperation call) =>
        call.Table() is { } table && call.Text("oldColumn") is { } old && call.Text("newColumn") is { } added
            ? new SyncColumns
            {
                Table = table,
                OldColumn = old,
                NewColumn = added,
                OldToNew = call.Text("oldToNew") ?? "NULL",
                NewToOld = call.Text("newToOld"),
                OldDefault = call.Text("oldDefault") ?? "NULL",
                NewDefault = call.Text("newDefault") ?? "NULL",
            }
            : null;

    private static SyncTables? Tables(EfOperation call) =>
        call.Table("source", "sourceSchema") is { } source && call.Table("target", "targetSchema") is { } target
            ? new SyncTables { Source = source, Target = target, KeyColumns = [], Columns = [] }
            : null;

    /// <summary>A dictionary's entries; none where one is not known.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Pairs(object? value)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var item in value is EfArray entries ? entries.Items : ImmutableArray<object?>.Empty)
        {
            if (item is not EfArray { Items: { Length: 2 } pair } || pair[0] is not string key || pair[1] is not string column)
            {
                return [];
            }

            pairs.Add(new(key, column));
        }

        return pairs;
    }

    private static IReadOnlyList<RuntimeCommand> Commands(IReadOnlyList<SqlStep> steps) =>
        steps.Select(static s => new RuntimeCommand(Text(s.Statements), s.SuppressTransaction)).ToList();

    private static string Text(params string[] statements) => Text((IReadOnlyList<string>)statements);

    private static string Text(IReadOnlyList<string> statements) => string.Concat(statements.Select(static s => s + ";\n"));
}
