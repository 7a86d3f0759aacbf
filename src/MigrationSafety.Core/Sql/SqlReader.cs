using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Sql.Statements;
using MigrationSafety.Core.Sql.Suppressions;
using MigrationSafety.Core.Sql.Text;

namespace MigrationSafety.Core.Sql;

/// <summary>Reads SQL text with PostgreSQL's own grammar and lowers it into schema changes.</summary>
internal static class SqlReader
{
    private static readonly BoundedCache<SqlReading> Texts = new(capacity: 500, maximumKeyLength: 20_000);
    private static readonly BoundedCache<SqlReading> Scripts = new(capacity: 100, maximumKeyLength: 20_000);

    /// <summary>
    /// Reads a text; never throws. Origins carry <paramref name="step"/> and number statements from
    /// <paramref name="firstStatement"/>. <paramref name="isScript"/>: a file for psql, whose \commands and COPY data
    /// are no SQL.
    /// </summary>
    public static SqlReading Read(string sql, int step = 0, int firstStatement = 0, bool isScript = false)
    {
        if (SqlPrecheck.IsEmpty(sql))
        {
            return new SqlReading();
        }

        var reading = isScript
            ? Scripts.GetOrAdd(sql, ReadScript)
            : Texts.GetOrAdd(sql, static text => SimpleCreateIndex.Read(text) ?? ReadWithGrammar(text));
        return step == 0 && firstStatement == 0
            ? reading
            : reading with
            {
                Changes = reading.Changes
                    .Select(c => c with { Origin = c.Origin with { Step = step, Statement = firstStatement + c.Origin.Statement } })
                    .ToImmutableArray(),
            };
    }

    private static SqlReading ReadScript(string script)
    {
        var sql = PsqlScript.Blank(script);
        var reading = ReadWithGrammar(sql);
        if (reading.Error is not { Position: >= 0 and var position } || position >= sql.Length || sql[position] != ':')
        {
            return reading;
        }

        // No script without psql variables fails at a colon, but one with them may have other faults, too.
        var replaced = ReadWithGrammar(PsqlVariables.Replace(sql, out var variables));
        return replaced.Error is not null
            ? reading
            : replaced with
            {
                Unknown = replaced.Unknown.AddRange(variables.Select(span => new SqlProblem(
                    "the psql variable " + sql.Substring(span.Start, span.Length) + " is known only at run time", span))),
            };
    }

    /// <summary>Reads a text with PostgreSQL's grammar, however simple it is.</summary>
    public static SqlReading ReadWithGrammar(string sql)
    {
        var found = new ReadingBuilder();
        ScriptReader.Read(sql, found);
        return found.Build(SuppressionReader.Read(sql, found));
    }
}
