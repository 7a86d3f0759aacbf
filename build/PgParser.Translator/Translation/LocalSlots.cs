using System.Collections.Generic;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>The locals of a function: its parameters, its own, and temporaries that are used again.</summary>
internal sealed class LocalSlots
{
    private readonly Dictionary<WasmType, Stack<int>> free = [];
    private readonly List<int> released = [];

    public LocalSlots(FunctionBody function)
    {
        Types.AddRange(function.Type.Parameters);
        Types.AddRange(function.Locals);
        ParameterCount = function.Type.Parameters.Count;
    }

    public int ParameterCount { get; }

    public List<WasmType> Types { get; } = [];

    public int Take(WasmType type)
    {
        if (free.TryGetValue(type, out var slots) && slots.Count > 0)
        {
            return slots.Pop();
        }

        Types.Add(type);
        return Types.Count - 1;
    }

    /// <summary>
    /// Gives a temporary back. It is not handed out before <see cref="Settle"/>: code that reads it may still be
    /// behind a place where a store will be inserted.
    /// </summary>
    public void Release(int slot) => released.Add(slot);

    /// <summary>Called when IL's stack is empty: nothing will be inserted before this place any more.</summary>
    public void Settle()
    {
        foreach (var slot in released)
        {
            if (!free.TryGetValue(Types[slot], out var slots))
            {
                free[Types[slot]] = slots = new Stack<int>();
            }

            slots.Push(slot);
        }

        released.Clear();
    }
}
