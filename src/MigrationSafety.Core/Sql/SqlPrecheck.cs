using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql;

/// <summary>Spares the parser (whose first call costs tens of milliseconds) texts that hold no statement.</summary>
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
}
