using System.Collections.Generic;

namespace MigrationSafety.Core.Sql.Json;

/// <summary>Where a text is not JSON.</summary>
/// <param name="Position">The character, counted from 0.</param>
/// <param name="Expected">What should stand there.</param>
internal sealed record JsonError(int Position, string Expected);

/// <summary>
/// The grammar of JSON, for files that people write: <see cref="JsonTape"/> trusts the parser's own output and forgives
/// a missing comma. No recursion, so that depth costs no stack.
/// </summary>
internal sealed class JsonSyntax
{
    private readonly string json;
    private readonly Stack<char> open = new();
    private int at;

    private JsonSyntax(string json) => this.json = json;

    private enum Next
    {
        Value,
        Member,

        /// <summary>A comma or a closing bracket; the end where nothing is open.</summary>
        Separator,
    }

    /// <summary>The first error; null for a text that is JSON.</summary>
    public static JsonError? Check(string json) => new JsonSyntax(json).Check();

    private JsonError? Check()
    {
        var next = Next.Value;
        while (true)
        {
            Blanks();
            if (next == Next.Separator && open.Count == 0)
            {
                return at == json.Length ? null : Expected("the end of the file");
            }

            var error = next switch
            {
                Next.Value => Value(ref next),
                Next.Member => Member(ref next),
                _ => Separator(ref next),
            };
            if (error is not null)
            {
                return error;
            }
        }
    }

    private JsonError? Value(ref Next next)
    {
        var isObject = At('{');
        if (!isObject && !At('['))
        {
            next = Next.Separator;
            return At('"') ? Text() : Word();
        }

        at++;
        open.Push(isObject ? '}' : ']');
        Blanks();
        next = At(open.Peek()) ? Next.Separator : isObject ? Next.Member : Next.Value;
        return null;
    }

    private JsonError? Member(ref Next next)
    {
        if (!At('"'))
        {
            return Expected("a name in double quotes");
        }

        if (Text() is { } error)
        {
            return error;
        }

        Blanks();
        next = Next.Value;
        return Take(':') ? null : Expected("':'");
    }

    private JsonError? Separator(ref Next next)
    {
        var close = open.Peek();
        if (Take(close))
        {
            open.Pop();
            return null;
        }

        next = close == '}' ? Next.Member : Next.Value;
        return Take(',') ? null : Expected($"',' or '{close}'");
    }

    private JsonError? Text()
    {
        for (var i = at + 1; i < json.Length && json[i] >= ' '; i++)
        {
            if (json[i] == '"')
            {
                at = i + 1;
                return null;
            }

            if (json[i] == '\\' && !JsonEscapes.IsEscape(json, i++))
            {
                at = i - 1;
                return Expected("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u1234");
            }
        }

        return Expected("a string that ends on its line");
    }

    private JsonError? Word()
    {
        var start = at;
        while (at < json.Length && (char.IsLetterOrDigit(json[at]) || json[at] is '-' or '+' or '.'))
        {
            at++;
        }

        var word = json.Substring(start, at - start);
        if (word is "true" or "false" or "null" || JsonNumber.IsNumber(word))
        {
            return null;
        }

        at = start;
        return Expected("a value");
    }

    private void Blanks()
    {
        while (at < json.Length && json[at] is ' ' or '\t' or '\r' or '\n')
        {
            at++;
        }
    }

    private bool At(char c) => at < json.Length && json[at] == c;

    private bool Take(char c)
    {
        if (!At(c))
        {
            return false;
        }

        at++;
        return true;
    }

    private JsonError Expected(string what) => new(at, what);
}
