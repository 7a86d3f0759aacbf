using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace MigrationSafety.Analyzers.Text;

/// <summary>
/// Which characters of a token's text stand for which characters of its value. Runs of equal length are copied one
/// by one; where the lengths differ the run is one escape.
/// </summary>
internal sealed class LiteralRuns
{
    private readonly Run[] runs;
    private readonly int sourceEnd;

    private LiteralRuns(Run[] runs, int sourceEnd)
    {
        this.runs = runs;
        this.sourceEnd = sourceEnd;
    }

    /// <summary>The place in the token of one character of the value; behind the last one for the value's end.</summary>
    public TextSpan SourceOf(int index)
    {
        var low = 0;
        var high = runs.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var run = runs[middle];
            if (index < run.Value)
            {
                high = middle - 1;
            }
            else if (index >= run.Value + run.ValueLength)
            {
                low = middle + 1;
            }
            else
            {
                return run.ValueLength == run.SourceLength
                    ? new TextSpan(run.Source + index - run.Value, 1)
                    : new TextSpan(run.Source, run.SourceLength);
            }
        }

        return new TextSpan(sourceEnd, 0);
    }

    private sealed record Run(int Value, int ValueLength, int Source, int SourceLength);

    internal sealed class Builder
    {
        private readonly List<Run> runs = [];
        private readonly System.Text.StringBuilder value = new();

        /// <summary>Characters that stand for themselves.</summary>
        public void Copy(string token, int source, int length)
        {
            if (length == 0)
            {
                return;
            }

            var last = runs.Count - 1;
            if (last >= 0 && runs[last].ValueLength == runs[last].SourceLength && runs[last].Source + runs[last].SourceLength == source)
            {
                var run = runs[last];
                runs[last] = run with { ValueLength = run.ValueLength + length, SourceLength = run.SourceLength + length };
            }
            else
            {
                runs.Add(new Run(value.Length, length, source, length));
            }

            value.Append(token, source, length);
        }

        /// <summary>An escape: several source characters for one or two of the value.</summary>
        public void Escape(string decoded, int source, int length)
        {
            runs.Add(new Run(value.Length, decoded.Length, source, length));
            value.Append(decoded);
        }

        public string Value => value.ToString();

        public LiteralRuns Build(int sourceEnd) => new(runs.ToArray(), sourceEnd);
    }
}
