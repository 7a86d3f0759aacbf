using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql;

/// <summary>Spares the parser, whose first call costs tens of milliseconds, texts that hold nothing which matters.</summary>
internal static class SqlPrecheck
{
    /// <summary>True where there is nothing but blanks, closed comments and semicolons.</summary>
    public static bool IsEmpty(string sql)
    {
        for (var i = 0; i < sql.Length;)
        {
            var kind = SqlLexeme.At(sql, i, out var end);
            var unterminated = kind == LexemeKind.Comment && sql[i] == '/' && !(end - i >= 4 && sql[end - 1] == '/' && sql[end - 2] == '*');
            if (unterminated || (!SqlLexeme.IsTrivia(kind) && sql[i] != ';'))
            {
                return false;
            }

            i = end;
        }

        return true;
    }

    /// <summary>
    /// True where every statement is an INSERT, UPDATE or DELETE that sets no parameter: the schema after the text is the one
    /// before it. <paramref name="statements"/>: no more statements than this.
    /// </summary>
    public static bool OnlyChangesRows(string sql, out int statements)
    {
        statements = 1;
        if (sql.IndexOf("set_config", System.StringComparison.OrdinalIgnoreCase) >= 0)
        {
            return false;
        }

        var isStart = true;
        for (var i = 0; i < sql.Length;)
        {
            var kind = SqlLexeme.At(sql, i, out var end);
            if (sql[i] == ';')
            {
                statements++;
                isStart = true;
            }
            else if (isStart && !SqlLexeme.IsTrivia(kind))
            {
                if (!SqlLexeme.Is(sql, i, end, "insert") && !SqlLexeme.Is(sql, i, end, "update") && !SqlLexeme.Is(sql, i, end, "delete"))
                {
                    return false;
                }

                isStart = false;
            }

            i = end;
        }

        return true;
    }
}
