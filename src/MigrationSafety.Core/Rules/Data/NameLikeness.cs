using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MigrationSafety.Core.Rules;

/// <summary>
/// Whether two names may be the old and the new name of one thing: PhoneNo and PhoneNumber, created_on and CreatedAt,
/// Adress and Address, but not FirstName and LastName. Meant to miss rather than to guess.
/// </summary>
internal static class NameLikeness
{
    // Of two names that are equal but for letters, this much must be equal: one slip in a word of six letters.
    private const double EqualLetters = 0.8;

    // Words that name a kind of value, not the value.
    private static readonly HashSet<string> Kinds = new(
        "id key no nr number num count date time at on utc is has name text value val type kind code url uri flag the of".Split(' '),
        StringComparer.Ordinal);

    public static bool AreAlike(string first, string second)
    {
        var (left, right) = (Words(first), Words(second));
        var (leftJoined, rightJoined) = (string.Concat(left), string.Concat(right));
        if (leftJoined == rightJoined)
        {
            return true;
        }

        if (!Digits(leftJoined).SequenceEqual(Digits(rightJoined)))
        {
            return false;
        }

        return ShareWords(left.Except(Kinds).ToList(), right.Except(Kinds).ToList()) || AreMisspelt(leftJoined, rightJoined);
    }

    // Most words of both, or all of one and one more in the other.
    private static bool ShareWords(List<string> left, List<string> right)
    {
        var shared = left.Intersect(right).Count();
        var (less, more) = (Math.Min(left.Count, right.Count), Math.Max(left.Count, right.Count));
        return shared > 0 && (shared * 2 > more || (shared == less && more == less + 1));
    }

    private static bool AreMisspelt(string left, string right) =>
        1 - ((double)Distance(left, right) / Math.Max(left.Length, right.Length)) > EqualLetters;

    /// <summary>orderLineId, order_line_id and OrderLineID are three words; a plural counts as its singular.</summary>
    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = char.IsUpper(name[i]) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord || !char.IsLetterOrDigit(name[i]))
            {
                Add(words, word);
            }

            if (char.IsLetterOrDigit(name[i]))
            {
                word.Append(char.ToLowerInvariant(name[i]));
            }
        }

        Add(words, word);
        return words;
    }

    private static void Add(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            var text = word.ToString();
            words.Add(text.Length > 3 && text.EndsWith("s", StringComparison.Ordinal) && !text.EndsWith("ss", StringComparison.Ordinal)
                ? text.Substring(0, text.Length - 1)
                : text);
            word.Clear();
        }
    }

    private static IEnumerable<char> Digits(string text) => text.Where(char.IsDigit);

    /// <summary>Levenshtein's: letters to insert, delete or replace.</summary>
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[right.Length];
    }
}
