using System;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Expressions;
using MigrationSafety.Core.Sql.Json;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>The SQL inside a block: statements as written, strings that EXECUTE runs, and expressions with side effects.</summary>
internal sealed class BlockSql
{
    private readonly BodyPlace place;
    private readonly StatementContext context;

    public BlockSql(BodyPlace place, StatementContext context)
    {
        this.place = place;
        this.context = context;
    }

    /// <summary>The text of an expression or statement in the PL/pgSQL tree.</summary>
    public static string Query(JsonNode expression) => expression["PLpgSQL_expr"]["query"].Text ?? "";

    public void AddUnknown(string message) => context.AddUnknown(message);

    /// <summary>COMMIT or ROLLBACK of the block itself.</summary>
    public void TransactionEnd(TransactionControlKind kind, JsonNode statement, BlockScope scope) =>
        At(place.SpanOf(statement.Index, kind.ToString(), statement["lineno"].Int), scope).Add(new TransactionControl { Kind = kind });

    /// <summary>A statement of the block's own text.</summary>
    public void Static(JsonNode expression, int line, BlockScope scope) =>
        Read(Query(expression), SpanOf(expression, line), scope);

    /// <summary>PERFORM f(): SELECT f() in the tree.</summary>
    public void Perform(JsonNode expression, int line, BlockScope scope)
    {
        var query = Query(expression);
        var written = query.Substring(Math.Min(query.Length, "SELECT ".Length));
        Read(query, place.SpanOf(expression.Index, written, line, "PERFORM"), scope);
    }

    /// <summary>EXECUTE of an expression: all texts that it may give, or a note of what is unknown.</summary>
    public void Dynamic(JsonNode expression, int line, BlockScope scope)
    {
        var query = Query(expression);
        var span = place.SpanOf(expression.Index, query, line, "EXECUTE");
        place.AddStatement(span);
        var inner = At(span, scope);
        if (ConstantStrings.Evaluate(query, scope.Variables, out var part) is not { } texts)
        {
            inner.AddUnknown("EXECUTE runs a text that is known only at run time: " + part);
            return;
        }

        foreach (var text in texts)
        {
            if (!ScriptReader.ReadInner(text, inner, out var message))
            {
                inner.AddUnknown("EXECUTE runs a text that does not parse: " + message);
            }
        }
    }

    /// <summary>The condition of IF or WHILE: only what it changes matters, its reads end at once.</summary>
    public void Condition(JsonNode expression, int line, BlockScope scope) =>
        Expression(Query(expression), expression, line, scope, change => change is SetParameter || CallsMoreThanBuiltIns(change));

    /// <summary>The right side of an assignment: what it changes, and the tables it reads.</summary>
    public void Value(string value, JsonNode assignment, int line, BlockScope scope) =>
        Expression(value, assignment, line, scope, change =>
            change is SetParameter
            || CallsMoreThanBuiltIns(change)
            || change is DataChange data && data.Sources.Any(source => !IsCatalog(source)));

    private static bool CallsMoreThanBuiltIns(SchemaChange change) =>
        change is DataChange data
        && (!data.Sequences.IsEmpty || data.Functions.Any(f => BuiltInFunctions.VolatilityOf(f) == Volatility.Unknown));

    private static bool IsCatalog(QualifiedName name) =>
        name.Schema is "pg_catalog" or "information_schema" || name.Schema is null && name.Name.StartsWith("pg_", StringComparison.Ordinal);

    private void Expression(string expression, JsonNode node, int line, BlockScope scope, Func<SchemaChange, bool> matters)
    {
        // Without a call there is neither a query nor a side effect.
        if (expression.IndexOf('(') < 0)
        {
            return;
        }

        var found = new ReadingBuilder();
        if (ScriptReader.ReadInner("SELECT " + expression, At(SpanOf(node, line), scope) with { Found = found }, out _))
        {
            context.Found.Changes.AddRange(found.Changes.Where(matters));
        }
    }

    private void Read(string query, TextSpan span, BlockScope scope)
    {
        place.AddStatement(span);
        var inner = At(span, scope);
        if (!ScriptReader.ReadInner(query, inner, out var message))
        {
            inner.AddUnknown("a statement of the DO block cannot be read: " + message);
        }
    }

    private TextSpan SpanOf(JsonNode expression, int line) => place.SpanOf(expression.Index, Query(expression), line);

    private StatementContext At(TextSpan? span, BlockScope scope) => context with
    {
        Origin = context.Origin with { Span = span, Guarded = context.Origin.Guarded || scope.Guarded },
        InLoop = context.InLoop || scope.InLoop,
    };
}
