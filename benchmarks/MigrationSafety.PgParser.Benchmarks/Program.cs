using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MigrationSafety.PgParser;
using MigrationSafety.PgParser.Benchmarks;

// Ours and Node's measurements alternate, so that both meet the same machine. CPU time, not wall time: other work on
// the machine then counts little. usage: dotnet run -c Release [--project ...]; exit code 1 when a limit is missed.
if (args is ["first", var first])
{
    OurProcess.RunFirstParse(first);
    return 0;
}

const double LargestRatio = 1.5;
Check(Inputs.Ddl, isError: false);
Check(Inputs.Script, isError: false);
Check(Inputs.SyntaxError, isError: true);

using var node = new NodeProcess();
List<Result> results =
[
    Compare("first parse, fresh process", 11, () => OurProcess.FirstParse(Inputs.Ddl), () => NodeProcess.FirstParse(Inputs.Ddl), limit: 60_000),
    Warm($"{Inputs.Ddl.Length} characters of DDL, warm", Inputs.Ddl, 4_000, limit: 15),
    Warm($"{Inputs.Script.Length:N0} characters of script, warm", Inputs.Script, 100, limit: null),
    Warm("syntax error, warm", Inputs.SyntaxError, 4_000, limit: null),
];
Console.WriteLine("| CPU time, median | ours | Node | ratio | limit |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var result in results)
{
    Console.WriteLine($"| {result.Name} | {Format(result.Ours)} | {Format(result.Node)} | {result.Ratio:0.00} | {(result.Limit is { } limit ? $"{Format(limit)}, " : "")}ratio {LargestRatio} |");
}

return results.All(result => result.Ratio <= LargestRatio && result.Ours <= (result.Limit ?? double.MaxValue)) ? 0 : 1;

Result Warm(string name, string sql, int times, double? limit)
{
    for (var i = 0; i < 10; i++)
    {
        OurProcess.Parse(sql, times / 4);
        node.Parse(sql, times / 4);
        Thread.Sleep(150); // the JIT optimizes in the background, after a pause
    }

    return Compare(name, 21, () => OurProcess.Parse(sql, times), () => node.Parse(sql, times), limit);
}

static Result Compare(string name, int rounds, Func<double> ours, Func<double> theirs, double? limit)
{
    var pairs = Enumerable.Range(0, rounds).Select(_ => (Ours: ours(), Node: theirs())).ToList();
    return new Result(
        name, Median(pairs.Select(pair => pair.Ours)), Median(pairs.Select(pair => pair.Node)),
        Median(pairs.Select(pair => pair.Ours / pair.Node)), limit);
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static string Format(double microseconds) => microseconds >= 1_000 ? $"{microseconds / 1_000:0.0} ms" : $"{microseconds:0.0} us";

// A bench script with a syntax error at its start looks fifty times too fast.
static void Check(string sql, bool isError)
{
    if (PostgresParser.Parse(sql).Error is null == isError)
    {
        throw new InvalidOperationException($"not the kind of input it should be: {sql}");
    }
}

internal sealed record Result(string Name, double Ours, double Node, double Ratio, double? Limit);
