using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Rules.Analysis;

public sealed class AnalysisRuleTests
{
    [Fact]
    public void A_syntax_error_is_found_where_postgresql_sees_it()
    {
        var finding = RuleTest.OnUnknownSchema().Migration("ALTER TABLE orders ADD COLUM a int").FindsOne("MIG9001");
        Assert.Equal(31, finding.Span?.Start);
        Assert.Contains("syntax error at or near \"int\"", finding.Message);
    }

    [Fact]
    public void Each_unknown_part_is_told()
    {
        var set = new ChangeSet
        {
            Id = "m",
            Steps = ImmutableArray.Create(new ChangeStep
            {
                Index = 0,
                Method = "Sql",
                Unknown = ImmutableArray.Create(new SqlProblem("'name' is not a constant.", null), new SqlProblem("'other' is not a constant", new TextSpan(3, 4))),
            }),
        };
        var findings = RuleEngine.Analyze(set, SchemaState.Empty, SafetyOptions.Default, NewRelations.None);
        Assert.Equal(["MIG9002", "MIG9002"], findings.Select(f => f.Rule.Id));
        Assert.EndsWith("at compile time: 'name' is not a constant.", findings[0].Message);
    }

    [Fact]
    public void Sound_sql_is_clean() => RuleTest.OnUnknownSchema().Migration("SELECT 1").IsClean();
}
