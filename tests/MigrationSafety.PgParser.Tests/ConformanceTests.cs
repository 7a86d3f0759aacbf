using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.PgParser.Tests.Corpus;
using MigrationSafety.PgParser.Tests.Oracle;
using Xunit;
using Xunit.Abstractions;

namespace MigrationSafety.PgParser.Tests;

/// <summary>Same text in, same answer out as the npm package gives in Node: tree, message, function, file, line, cursor.</summary>
public class ConformanceTests(ITestOutputHelper output)
{
    private const int Mutations = 20_000;
    private static readonly string[] Kinds = ["parse", "plpgsql", "scan"];

    [Fact]
    public void Every_statement_of_the_corpus_gets_the_answer_that_Node_gives()
    {
        Assert.True(CorpusFiles.Statements.Count >= 400, $"only {CorpusFiles.Statements.Count} statements");
        var requests = CorpusFiles.Statements.SelectMany(sql => Kinds.Select(kind => new OracleRequest(kind, sql))).ToList();
        var answers = AssertSame(requests);
        Assert.InRange(answers.Count(answer => answer.Message is not null), 100, requests.Count / 2);
    }

    [Fact]
    public void Twenty_thousand_mutated_statements_get_the_answer_that_Node_gives()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("MIGRATION_SAFETY_SEED"), out var chosen) ? chosen : 18;
        output.WriteLine($"seed {seed}; another one: MIGRATION_SAFETY_SEED=<number> dotnet test");
        var mutator = new Mutator(CorpusFiles.Statements, seed);
        var requests = Enumerable.Range(0, Mutations)
            .Select(i => new OracleRequest(i % 10 == 0 ? "scan" : i % 5 == 1 ? "plpgsql" : "parse", mutator.Next()))
            .ToList();
        var answers = AssertSame(requests);
        Assert.True(answers.Count(answer => answer.Message is not null) > Mutations / 4, "too few mutations are errors");
        Assert.True(answers.Count(answer => answer.Json is not null) > Mutations / 4, "too few mutations are statements");
    }

    private List<OracleAnswer> AssertSame(IReadOnlyList<OracleRequest> requests)
    {
        List<OracleAnswer> answers = [];
        List<string> differences = [];
        foreach (var (request, theirs) in NodeOracle.Ask(requests))
        {
            var ours = OurAnswer.To(request);
            answers.Add(ours);
            if (!OurAnswer.Equal(ours, theirs))
            {
                differences.Add($"{request}\n  ours:   {ours}\n  Node's: {theirs}");
            }
        }

        output.WriteLine($"{answers.Count} answers, {answers.Count(a => a.Message is not null)} errors, {answers.Count(a => a.Crash is not null)} crashes in both");
        Assert.True(differences.Count == 0, $"{differences.Count} of {requests.Count} differ:\n{string.Join("\n", differences.Take(5))}");
        return answers;
    }
}
