using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>
/// The tables that a query reads: RangeVars that are no common table expressions. WITH t AS (SELECT ... FROM t) reads
/// the table t, so each name counts only where it is visible.
/// </summary>
internal sealed class TableReferences
{
    private readonly StatementContext context;
    private readonly List<CommonTable> commonTables = new();

    public TableReferences(JsonNode statement, StatementContext context)
    {
        this.context = context;
        foreach (var (owner, _, with) in statement.OwnedDescendants("withClause"))
        {
            foreach (var item in with["ctes"].Items.Select(item => item["CommonTableExpr"]))
            {
                commonTables.Add(new CommonTable(
                    item["ctename"].Text ?? "", owner, with, item["ctequery"], with["recursive"].IsTrue));
            }
        }
    }

    private sealed record CommonTable(string Name, JsonNode Owner, JsonNode With, JsonNode Query, bool Recursive)
    {
        // A query sees those before it in its WITH, and itself only when RECURSIVE.
        public bool IsVisibleAt(int index) =>
            index > Owner.Index && index < Owner.EndIndex
            && (Recursive || index < With.Index || index >= Query.EndIndex);
    }

    /// <summary>INSERT, UPDATE, DELETE and MERGE inside WITH, in the order of the text.</summary>
    public IEnumerable<JsonNode> DataChangesInWith =>
        commonTables.Select(table => table.Query).Where(IsDataChange).OrderBy(query => query.Index);

    /// <summary>The query behind a name at a place, or a node of kind None where the name is a table's.</summary>
    public JsonNode QueryOf(JsonNode rangeVar) =>
        rangeVar["schemaname"].Exists
            ? JsonNode.None
            : commonTables.LastOrDefault(t => t.Name == rangeVar["relname"].Text && t.IsVisibleAt(rangeVar.Index))?.Query ?? JsonNode.None;

    /// <summary>Tables read below a node, each once; what a data change inside WITH reads is that change's own.</summary>
    public ImmutableArray<QualifiedName> In(JsonNode node)
    {
        var found = ImmutableArray.CreateBuilder<QualifiedName>();
        var skipUntil = -1;
        foreach (var (name, value) in node.Descendants("RangeVar", "ctequery", "lockingClause"))
        {
            if (value.Index < skipUntil)
            {
                continue;
            }

            if (name == "RangeVar")
            {
                if (!QueryOf(value).Exists && TreeNames.Relation(value, context) is var table && !found.Contains(table))
                {
                    found.Add(table);
                }
            }
            else if (name == "lockingClause" || IsDataChange(value))
            {
                // FOR UPDATE OF names aliases, not tables.
                skipUntil = value.EndIndex;
            }
        }

        return found.ToImmutable();
    }

    private static bool IsDataChange(JsonNode query) =>
        query.TryUnwrap(out var kind, out _) && kind is "InsertStmt" or "UpdateStmt" or "DeleteStmt" or "MergeStmt";
}
