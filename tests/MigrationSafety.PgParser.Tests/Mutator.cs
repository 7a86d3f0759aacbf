using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace MigrationSafety.PgParser.Tests;

/// <summary>Makes statements that nobody wrote: tokens deleted, inserted, exchanged or repeated, texts cut off.</summary>
internal sealed partial class Mutator
{
    private readonly IReadOnlyList<string[]> statements;
    private readonly string[] allTokens;
    private readonly Random random;

    public Mutator(IReadOnlyList<string> corpus, int seed)
    {
        statements = corpus.Select(sql => Token().Matches(sql).Select(match => match.Value).ToArray()).Where(tokens => tokens.Length > 0).ToList();
        allTokens = statements.SelectMany(tokens => tokens).Where(token => !string.IsNullOrWhiteSpace(token)).Distinct().ToArray();
        random = new Random(seed);
    }

    public string Next()
    {
        var tokens = statements[random.Next(statements.Count)].ToList();
        for (var changes = random.Next(1, 3); changes > 0 && tokens.Count > 0; changes--)
        {
            Change(tokens);
        }

        return string.Concat(tokens);
    }

    private void Change(List<string> tokens)
    {
        var place = random.Next(tokens.Count);
        switch (random.Next(6))
        {
            case 0:
                tokens.RemoveAt(place);
                break;
            case 1:
                tokens.InsertRange(place, [" ", allTokens[random.Next(allTokens.Length)], " "]);
                break;
            case 2:
                tokens[place] = allTokens[random.Next(allTokens.Length)];
                break;
            case 3:
                var other = random.Next(tokens.Count);
                (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
                break;
            case 4:
                tokens.Insert(place, tokens[place]);
                break;
            default:
                tokens.RemoveRange(place, tokens.Count - place);
                break;
        }
    }

    [GeneratedRegex(@"\s+|[\p{L}_][\p{L}\p{N}_$]*|\d+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
