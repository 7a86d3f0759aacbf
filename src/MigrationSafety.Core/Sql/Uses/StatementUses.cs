using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql.Uses;

/// <summary>The tables and columns that one statement names.</summary>
internal sealed class StatementUses
{
    private readonly JsonNode statement;
    private readonly SqlSource source;
    private readonly ImmutableArray<SqlUse>.Builder uses;
    private readonly TableReferences references;

    /// <summary>What stands before the dot of a column: table or alias. A name that is used twice may be either.</summary>
    private readonly List<(string Name, QualifiedName Table)> tables = [];

    /// <summary>Names of subqueries, functions and WITH queries, whose columns are their own.</summary>
    private readonly HashSet<string> others = [];

    public StatementUses(JsonNode statement, SqlSource source, ImmutableArray<SqlUse>.Builder uses)
    {
        this.statement = statement;
        this.source = source;
        this.uses = uses;
        references = new TableReferences(statement, Context(source));
    }

    public void Read()
    {
        // FOR UPDATE OF names aliases of tables that stand elsewhere in the statement.
        var locking = statement.Descendants("lockingClause").Select(static found => found.Value).ToList();
        foreach (var (_, rangeVar) in statement.Descendants("RangeVar", "relation").Where(found => IsRelation(found.Value)))
        {
            if (!locking.Any(clause => rangeVar.Index > clause.Index && rangeVar.Index < clause.EndIndex))
            {
                AddTable(rangeVar);
            }
        }

        foreach (var (_, node) in statement.Descendants("RangeSubselect", "RangeFunction", "RangeTableFunc"))
        {
            others.Add(node["alias"]["aliasname"].Text ?? "");
        }

        foreach (var (_, reference) in statement.Descendants("ColumnRef"))
        {
            AddColumn(reference);
        }

        foreach (var (_, change) in statement.Descendants("InsertStmt", "UpdateStmt", "MergeStmt"))
        {
            AddTargets(change);
        }

        if (statement["CopyStmt"] is { Exists: true } copy && IsRelation(copy["relation"]))
        {
            AddUnplaced(TreeNames.Relation(copy["relation"], Context(source)), TreeNames.Strings(copy["attlist"]), copy["is_from"].IsTrue);
        }

        foreach (var (_, columns) in statement.Descendants("usingClause"))
        {
            // JOIN ... USING (a); the USING of DELETE holds tables.
            foreach (var (_, table) in tables)
            {
                AddUnplaced(table, TreeNames.Strings(columns), isWrite: false);
            }
        }
    }

    private static bool IsRelation(JsonNode node) => node["relname"].Exists;

    private static StatementContext Context(SqlSource source) => new()
    {
        Source = source,
        Span = new TextSpan(0, source.Text.Length),
        Origin = default,
        Found = new ReadingBuilder(),
    };

    private void AddTable(JsonNode rangeVar)
    {
        var name = rangeVar["alias"]["aliasname"].Text ?? rangeVar["relname"].Text!;
        if (references.QueryOf(rangeVar).Exists)
        {
            others.Add(name);
            return;
        }

        var table = TreeNames.Relation(rangeVar, Context(source));
        tables.Add((name, table));
        uses.Add(new SqlUse(table, null, SpanOf(rangeVar["location"], table.Schema is null ? 1 : 2), IsWrite: false));
    }

    private void AddColumn(JsonNode reference)
    {
        var parts = TreeNames.Strings(reference["fields"]);
        if (parts.IsEmpty || reference["fields"].Items.Count() != parts.Length)
        {
            // t.*
            return;
        }

        var column = parts[parts.Length - 1];
        var span = SpanOf(reference["location"], parts.Length);
        foreach (var table in TablesOf(parts).Distinct())
        {
            uses.Add(new SqlUse(table, column, span, IsWrite: false));
        }
    }

    /// <summary>The table in front of the dot; any table of the statement where there is none.</summary>
    private IEnumerable<QualifiedName> TablesOf(ImmutableArray<string> parts) => parts.Length switch
    {
        1 => tables.Select(static t => t.Table),
        2 when parts[0] == "excluded" => tables.Select(static t => t.Table),
        2 => others.Contains(parts[0]) ? [] : tables.Where(t => t.Name == parts[0]).Select(static t => t.Table),
        _ => tables.Select(static t => t.Table).Where(t => t == new QualifiedName(parts[parts.Length - 3], parts[parts.Length - 2])),
    };

    private void AddTargets(JsonNode change)
    {
        var table = TreeNames.Relation(change["relation"], Context(source));
        var lists = new[] { change["cols"], change["onConflictClause"]["targetList"] }
            .Concat(change["mergeWhenClauses"].Items.Select(static clause => clause["MergeWhenClause"]["targetList"]));
        foreach (var target in lists.Append(change["targetList"]).SelectMany(static list => list.Items).Select(static item => item["ResTarget"]))
        {
            if (target["name"].Text is { } column)
            {
                uses.Add(new SqlUse(table, column, SpanOf(target["location"], 1), IsWrite: true));
            }
        }

        foreach (var element in change["onConflictClause"]["infer"]["indexElems"].Items.Select(static item => item["IndexElem"]))
        {
            if (element["name"].Text is { } column)
            {
                uses.Add(new SqlUse(table, column, TableSpan(table), IsWrite: false));
            }
        }
    }

    /// <summary>Columns whose place the tree does not tell: the table's stands for it.</summary>
    private void AddUnplaced(QualifiedName table, ImmutableArray<string> columns, bool isWrite)
    {
        foreach (var column in columns)
        {
            uses.Add(new SqlUse(table, column, TableSpan(table), isWrite));
        }
    }

    private TextSpan TableSpan(QualifiedName table)
    {
        foreach (var use in uses)
        {
            if (use.Column is null && use.Table == table)
            {
                return use.Span;
            }
        }

        return new TextSpan(0, 0);
    }

    /// <summary>A name of so many parts that begins at a location of the tree.</summary>
    private TextSpan SpanOf(JsonNode location, int parts)
    {
        var text = source.Text;
        var start = source.ToUtf16(location.Int);
        var end = start;
        for (var i = start; i < text.Length && parts > 0;)
        {
            var kind = SqlLexeme.At(text, i, out i);
            if (kind is LexemeKind.Word or LexemeKind.Quoted)
            {
                parts--;
                end = i;
            }
            else if (!SqlLexeme.IsTrivia(kind) && text[i - 1] != '.')
            {
                break;
            }
        }

        return new TextSpan(start, end - start);
    }
}
