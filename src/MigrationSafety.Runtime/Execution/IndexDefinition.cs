using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Core.Recipes;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// Compares CREATE INDEX texts word by word, without what pg_get_indexdef adds or leaves out: CONCURRENTLY, USING btree, the public
/// schema, parentheses around the predicate. Two that differ in anything else are not the same index.
/// </summary>
internal static class IndexDefinition
{
    public static bool AreSame(string one, string other) => Words(one).SequenceEqual(Words(other), StringComparer.Ordinal);

    private static List<string> Words(string sql)
    {
        var text = new SqlStatementText(sql);
        var words = new List<string>();
        for (var i = 0; i < text.Count; i++)
        {
            if (text.Has(i, "USING", "btree"))
            {
                i++;
            }
            else if (text.Has(i, "IF", "NOT", "EXISTS"))
            {
                i += 2;
            }
            else if (!text.Has(i, "CONCURRENTLY") && text[i] != ";")
            {
                words.Add(SqlIdentifier.Read(text[i]) ?? text[i]);
            }
        }

        return WithoutPredicateParentheses(WithoutPublic(words));
    }

    private static List<string> WithoutPublic(List<string> words)
    {
        var at = words.IndexOf("public");
        if (at > 0 && words[at - 1] == "on" && at + 1 < words.Count && words[at + 1] == ".")
        {
            words.RemoveRange(at, 2);
        }

        return words;
    }

    private static List<string> WithoutPredicateParentheses(List<string> words)
    {
        var where = words.LastIndexOf("where");
        while (where >= 0 && where + 1 < words.Count && words[where + 1] == "(" && ClosesAtEnd(words, where + 1))
        {
            words.RemoveAt(words.Count - 1);
            words.RemoveAt(where + 1);
        }

        return words;
    }

    private static bool ClosesAtEnd(List<string> words, int open)
    {
        var depth = 0;
        for (var i = open; i < words.Count; i++)
        {
            depth += words[i] == "(" ? 1 : words[i] == ")" ? -1 : 0;
            if (depth == 0)
            {
                return i == words.Count - 1;
            }
        }

        return false;
    }
}
