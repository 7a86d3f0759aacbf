using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

/// <summary>All SQL texts of this folder's theories: the corpus of the property tests.</summary>
internal static class SqlSamples
{
    public static readonly IReadOnlyList<string> All = typeof(SqlSamples).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(SqlSamples).Namespace)
        .SelectMany(type => type.GetMethods())
        .Where(method => method.GetParameters().FirstOrDefault()?.Name == "sql")
        .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
        .Select(row => (string)row[0])
        .Distinct(StringComparer.Ordinal)
        .ToList();

    /// <summary>A text with a few words removed, doubled, swapped or cut off, the same for the same seed.</summary>
    public static string Mutate(Random random)
    {
        var words = Pick(random).Split(' ').ToList();
        for (var changes = random.Next(1, 4); changes > 0 && words.Count > 0; changes--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(7))
            {
                case 0:
                    words.RemoveAt(at);
                    break;
                case 1:
                    words.Insert(at, words[random.Next(words.Count)]);
                    break;
                case 2:
                    var others = Pick(random).Split(' ');
                    words.Insert(at, others[random.Next(others.Length)]);
                    break;
                case 3:
                    words.RemoveRange(at, words.Count - at);
                    break;
                case 4:
                    words[at] = Oddities[random.Next(Oddities.Length)];
                    break;
                case 5:
                    words[at] += Oddities[random.Next(Oddities.Length)];
                    break;
                default:
                    words.Add("; " + Pick(random));
                    break;
            }
        }

        return string.Join(" ", words);
    }

    private static readonly string[] Oddities =
        ["'", "\"", "$$", "--", "/*", "*/", "(", ")", ";", "\\", "é", "😀", "\ud800", "\0", "E'", "::", "[", "null", "''", "\n", "$1", "0", "."];

    private static string Pick(Random random) => All[random.Next(All.Count)];
}
