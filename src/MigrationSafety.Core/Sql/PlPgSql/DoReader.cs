using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Json;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.PgParser;

namespace MigrationSafety.Core.Sql.PlPgSql;

/// <summary>DO blocks: what their body runs is lowered as if it stood in the script.</summary>
internal static class DoReader
{
    // EXECUTE inside DO inside EXECUTE ...: deeper than people write.
    private const int MaximumDepth = 8;

    public static void Read(JsonNode statement, StatementContext context)
    {
        var body = TreeNames.StringOf(Argument(statement, "as")) ?? "";
        var language = TreeNames.StringOf(Argument(statement, "language")) ?? "plpgsql";
        if (language != "plpgsql")
        {
            context.AddUnknown($"what a DO block in language {language} runs is not read");
            return;
        }

        if (context.Depth >= MaximumDepth)
        {
            context.AddUnknown("DO blocks and EXECUTEs are nested too deeply to be read");
            return;
        }

        var text = context.Source.Text.Substring(context.Span.Start, context.Span.Length);
        var result = PostgresParser.ParsePlPgSql(text);
        var place = BodyPlace.Find(body, text, context);
        if (result.Error is { } error)
        {
            AddError(error, place, context);
            return;
        }

        var functions = JsonTape.Read(result.Json!)["plpgsql_funcs"].Items;
        var function = (functions.FirstOrDefault() ?? JsonNode.None)["PLpgSQL_function"];
        if (!function.Exists)
        {
            context.AddUnknown("the body of the DO block cannot be read");
            return;
        }

        new BlockReader(place, context with { Origin = context.Origin with { InDoBlock = true } }, function)
            .Read(function["action"]);
    }

    // Errors of the PL/pgSQL compiler that are not about syntax may come from types that only the server knows.
    private static void AddError(ParseError error, BodyPlace place, StatementContext context)
    {
        var isSyntax = error.Message.Contains(" at or near ") || error.Message.Contains("at end of input");
        if (isSyntax && !ScriptReader.IsParserFailure(error) && context.Depth == 0)
        {
            context.Found.Error ??= new SqlSyntaxError(error.Message, place.PositionOf(error.Message));
        }
        else
        {
            context.AddUnknown("the body of the DO block cannot be read: " + error.Message);
        }
    }

    private static JsonNode Argument(JsonNode statement, string name) =>
        OptionReader.Find(statement["args"], name)["arg"];
}
