using System;
using System.Collections.Concurrent;

namespace MigrationSafety.Core.Sql;

/// <summary>
/// Answers for texts, shared by all threads. It is emptied when full: a build reads each text a few times in a row,
/// so age hardly matters, but a compiler server must not grow.
/// </summary>
internal sealed class BoundedCache<T>
{
    private readonly ConcurrentDictionary<string, T> answers = new(StringComparer.Ordinal);
    private readonly int capacity;
    private readonly int maximumKeyLength;

    public BoundedCache(int capacity, int maximumKeyLength)
    {
        this.capacity = capacity;
        this.maximumKeyLength = maximumKeyLength;
    }

    public T GetOrAdd(string text, Func<string, T> make)
    {
        if (answers.TryGetValue(text, out var answer))
        {
            return answer;
        }

        answer = make(text);
        if (text.Length <= maximumKeyLength)
        {
            if (answers.Count >= capacity)
            {
                answers.Clear();
            }

            answers[text] = answer;
        }

        return answer;
    }
}
