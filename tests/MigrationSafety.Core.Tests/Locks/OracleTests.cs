using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigrationSafety.Core.Tests.Locks;

/// <summary>
/// The whole way from SQL to effects, against what servers answered (12 to 18) or the documentation says (10 and 11).
/// Failures that depend on the rows (duplicates, NULLs, values too long) are no facts of the model.
/// </summary>
public sealed class OracleTests
{
    public static TheoryData<string, string, int> Rows()
    {
        var data = new TheoryData<string, string, int>();
        foreach (var table in Tables)
        {
            foreach (var row in OracleRow.Parse(table.Rows))
            {
                foreach (var major in new[] { row.First, row.Last }.Distinct())
                {
                    data.Add(table.Family, row.Name, major);
                }
            }
        }

        return data;
    }

    internal static IEnumerable<OracleRow> AllRows() => Tables.SelectMany(static t => OracleRow.Parse(t.Rows));

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_model_says_what_servers_did(string family, string name, int major)
    {
        var table = Tables.Single(t => t.Family == family);
        var row = OracleRow.Parse(table.Rows).Single(r => r.Name == name && r.First <= major && r.Last >= major);
        Assert.Equal(row.Expected, OracleRow.Explain(row.Setup, row.Sql, major));
    }

    private static readonly (string Family, string Rows)[] Tables =
    [
        ("add column", OracleColumnRows.AddColumn),
        ("drop column", OracleColumnRows.DropColumn),
        ("alter column", OracleColumnRows.AlterColumn),
        ("alter type", OracleTypeRows.AlterType),
        ("constraint", OracleConstraintRows.Constraint),
        ("index", OracleConstraintRows.Index),
        ("partition", OracleConstraintRows.Partition),
        ("rename", OracleTableRows.Rename),
        ("drop", OracleTableRows.Drop),
        ("create", OracleTableRows.Create),
        ("alter table", OracleTableRows.AlterTable),
        ("maintenance", OracleTableRows.Maintenance),
        ("type/sequence/ext", OracleTableRows.TypesAndSequences),
        ("dml", OracleTableRows.Data),
    ];
}
