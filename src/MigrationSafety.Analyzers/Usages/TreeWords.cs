using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// The words of a file (runs of letters, digits and underscores, in code, strings and comments alike), as hashes: tells
/// in no time that a file does not hold a name. Made once for each version of the file.
/// </summary>
internal sealed class TreeWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeWords> Cache = new();

    private readonly int[] hashes;

    private TreeWords(int[] hashes) => this.hashes = hashes;

    public static TreeWords Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Cache.TryGetValue(tree, out var known) ? known : Cache.GetValue(tree, _ => Read(tree.GetText(cancellationToken).ToString()));

    /// <summary>False where the file surely does not hold the name; a name of several words needs all of them.</summary>
    public bool MayHold(string name)
    {
        for (var i = 0; i < name.Length;)
        {
            if (!IsWordPart(name[i]))
            {
                i++;
                continue;
            }

            var hash = HashAt(name, ref i);
            if (Array.BinarySearch(hashes, hash) < 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where a text holds a name that is not part of a longer word.</summary>
    public static IEnumerable<int> PlacesOf(string name, string text)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsWordPart(text[at - 1])) && (at + name.Length == text.Length || !IsWordPart(text[at + name.Length])))
            {
                yield return at;
            }
        }
    }

    private static TreeWords Read(string text)
    {
        var found = new HashSet<int>();
        for (var i = 0; i < text.Length;)
        {
            if (IsWordPart(text[i]))
            {
                found.Add(HashAt(text, ref i));
            }
            else
            {
                i++;
            }
        }

        var hashes = new int[found.Count];
        found.CopyTo(hashes);
        Array.Sort(hashes);
        return new TreeWords(hashes);
    }

    private static bool IsWordPart(char c) => c is '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or >= '\u0080';

    // FNV-1a: the same for the file's words and the names asked for. Without case, since SQL has none.
    private static int HashAt(string text, ref int index)
    {
        var hash = unchecked((int)2166136261);
        for (; index < text.Length && IsWordPart(text[index]); index++)
        {
            var c = text[index];
            hash = unchecked((hash ^ (c is >= 'A' and <= 'Z' ? c | 0x20 : c)) * 16777619);
        }

        return hash;
    }
}
