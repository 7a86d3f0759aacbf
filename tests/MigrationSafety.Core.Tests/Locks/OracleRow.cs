using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Locks;
using MigrationSafety.Core.Sql;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Locks;

/// <summary>
/// One measured row: <c>name | majors | sql => effects</c>. What stands before <c>;;</c> only prepares the schema;
/// several statements after it are one transaction, whose effects are merged.
/// </summary>
internal sealed record OracleRow(string Name, int First, int Last, string Setup, string Sql, string Expected)
{
    private static readonly Lazy<SchemaState> BaseSchema = new(static () => Fold(SchemaState.Empty, OracleSchema.Ddl));

    public static IEnumerable<OracleRow> Parse(string table) =>
        table.Split('\n').Select(static l => l.Trim()).Where(static l => l.Length > 0 && !l.StartsWith('#')).Select(ParseLine);

    public static string Explain(string setup, string sql, int major)
    {
        var before = Fold(BaseSchema.Value, setup).EndTransaction();
        var explanation = Explainer.Explain(sql, new PostgresVersion(major), before);
        Assert.Null(explanation.Error);
        return EffectsText.Of(EffectsMerging.Merge(explanation.Statements.Select(static s => s.Effects)));
    }

    private static SchemaState Fold(SchemaState before, string ddl)
    {
        var reading = SqlReader.Read(ddl);
        Assert.Null(reading.Error);
        return Explainer.Fold(before, reading.Changes);
    }

    private static OracleRow ParseLine(string line)
    {
        var cells = line.Split(" | ", 3);
        var arrow = cells[2].LastIndexOf(" => ", StringComparison.Ordinal);
        var sql = cells[2][..arrow].Split(";;", 2);
        var majors = cells[1] == "all" ? ["12", "18"] : cells[1].TrimEnd('+').Split('-');
        return new OracleRow(
            cells[0],
            Number(majors[0]),
            cells[1].EndsWith('+') ? PostgresVersion.Newest : Number(majors[^1]),
            sql.Length > 1 ? sql[0] : "",
            sql[^1],
            cells[2][(arrow + 4)..]);
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
