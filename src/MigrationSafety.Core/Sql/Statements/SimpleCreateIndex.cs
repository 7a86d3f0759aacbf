using System.Collections.Immutable;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql.Statements;

/// <summary>
/// A text that is one CREATE INDEX over plain columns, all names quoted as EF Core quotes them: frequent in
/// migrationBuilder.Sql for its CONCURRENTLY. Read without the grammar, whose first call costs a build tens of milliseconds.
/// Tested to say what <see cref="IndexReader"/> says of the same text.
/// </summary>
internal static class SimpleCreateIndex
{
    /// <summary>Null for all that needs the grammar.</summary>
    public static SqlReading? Read(string sql)
    {
        if (LexemeList.Of(sql) is not { } lexemes || !lexemes.Word("CREATE") || sql.IndexOf('$') >= 0)
        {
            return null;
        }

        var unique = lexemes.Word("UNIQUE");
        if (!lexemes.Word("INDEX"))
        {
            return null;
        }

        var concurrently = lexemes.Word("CONCURRENTLY");
        var ifNotExists = lexemes.Word("IF");
        if (ifNotExists && !(lexemes.Word("NOT") && lexemes.Word("EXISTS")))
        {
            return null;
        }

        if (lexemes.QuotedName() is not { } name || !lexemes.Word("ON") || Table(lexemes) is not { } table || Columns(lexemes) is not { } columns)
        {
            return null;
        }

        var start = sql.Length - sql.TrimStart().Length;
        var span = new TextSpan(start, lexemes.End - start);
        var hasSemicolon = lexemes.Symbol(';');
        return !lexemes.IsAtEnd ? null : new SqlReading
        {
            Changes = ImmutableArray.Create<SchemaChange>(new CreateIndex
            {
                Origin = new ChangeOrigin(0, 0, span),
                Table = table,
                Name = name,
                Columns = columns,
                Unique = unique,
                Concurrently = concurrently,
                IfNotExists = ifNotExists,
            }),
            StatementCount = 1,
            Statements = ImmutableArray.Create(span),
            ScriptProblems = hasSemicolon ? ImmutableArray<SqlProblem>.Empty : ImmutableArray.Create(new SqlProblem(IdempotentScript.NoSemicolon, span)),
        };
    }

    private static QualifiedName? Table(LexemeList lexemes)
    {
        if (lexemes.QuotedName() is not { } first)
        {
            return null;
        }

        return !lexemes.Symbol('.') ? new QualifiedName(null, first)
            : lexemes.QuotedName() is { } second ? new QualifiedName(first, second)
            : null;
    }

    private static ImmutableArray<string>? Columns(LexemeList lexemes)
    {
        if (!lexemes.Symbol('('))
        {
            return null;
        }

        var columns = ImmutableArray.CreateBuilder<string>();
        do
        {
            if (lexemes.QuotedName() is not { } column)
            {
                return null;
            }

            columns.Add(column);
        }
        while (lexemes.Symbol(','));

        return lexemes.Symbol(')') ? columns.ToImmutable() : null;
    }
}
