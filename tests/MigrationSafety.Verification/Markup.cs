using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.Verification;

/// <summary>A diagnostic that a test expects.</summary>
public sealed record Expected(string Path, TextSpan Span, string Id);

/// <summary>A text with the marks <c>{|MIG1001:...|}</c> and <c>[|...|]</c> (the default id) taken out.</summary>
public sealed class Markup
{
    private Markup(string text, ImmutableArray<(TextSpan Span, string Id)> marks)
    {
        Text = text;
        Marks = marks;
    }

    public string Text { get; }

    public ImmutableArray<(TextSpan Span, string Id)> Marks { get; }

    public static Markup None(string text) => new(text, ImmutableArray<(TextSpan, string)>.Empty);

    public static Markup Parse(string marked, string? defaultId = null)
    {
        var text = new StringBuilder(marked.Length);
        var marks = ImmutableArray.CreateBuilder<(TextSpan, string)>();
        var open = new Stack<(int Start, string Id)>();
        for (var i = 0; i < marked.Length; i++)
        {
            if (StartsAt(marked, i, "{|") && marked.IndexOf(':', i) is > 0 and var colon && IsId(marked.AsSpan(i + 2, colon - i - 2)))
            {
                open.Push((text.Length, marked.Substring(i + 2, colon - i - 2)));
                i = colon;
            }
            else if (defaultId is not null && StartsAt(marked, i, "[|"))
            {
                open.Push((text.Length, defaultId));
                i++;
            }
            else if (open.Count > 0 && (StartsAt(marked, i, "|}") || defaultId is not null && StartsAt(marked, i, "|]")))
            {
                var (start, id) = open.Pop();
                marks.Add((TextSpan.FromBounds(start, text.Length), id));
                i++;
            }
            else
            {
                text.Append(marked[i]);
            }
        }

        return open.Count == 0
            ? new Markup(text.ToString(), marks.ToImmutable())
            : throw new ArgumentException("A mark is not closed: " + open.Peek().Id, nameof(marked));
    }

    private static bool StartsAt(string text, int index, string what) => string.CompareOrdinal(text, index, what, 0, what.Length) == 0;

    private static bool IsId(ReadOnlySpan<char> id)
    {
        foreach (var c in id)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return id.Length is >= 6 and <= 8;
    }
}
