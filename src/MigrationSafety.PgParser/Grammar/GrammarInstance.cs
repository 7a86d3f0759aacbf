using System;
using System.Runtime.InteropServices;
using System.Text;

namespace MigrationSafety.PgParser.Grammar;

/// <summary>One copy of the translated module with a memory of its own. Not for several threads at once.</summary>
internal sealed unsafe class GrammarInstance : IDisposable
{
    private const int Alignment = 64;

    private readonly GCHandle pin;
    private readonly byte* memory;

    public GrammarInstance()
    {
        // A managed array needs no platform calls, and the pages nobody touches cost no working set.
        var block = new byte[Alignment + LibPgQuery.HeaderSize + LibPgQuery.MemorySize + LibPgQuery.GuardSize];
        pin = GCHandle.Alloc(block, GCHandleType.Pinned);
        var start = (ulong)pin.AddrOfPinnedObject() + LibPgQuery.HeaderSize;
        memory = (byte*)((start + Alignment - 1) & ~(ulong)(Alignment - 1));
        try
        {
            LibPgQuery.Initialize(memory);
            LibPgQuery._initialize(memory);
        }
        catch
        {
            pin.Free();
            throw;
        }
    }

    public void Dispose() => pin.Free();

    /// <summary>The raw parse tree, or PostgreSQL's error.</summary>
    public Answer Parse(SqlText sql)
    {
        var query = Write(sql);
        var result = LibPgQuery._wasm_parse_query_raw(memory, query);
        if (result == 0)
        {
            throw new OutOfMemoryException();
        }

        // struct { char *parse_tree; char *stderr_buffer; struct { char *message, *funcname, *filename; int lineno, cursorpos; } *error; }
        var error = ReadInt32(result + 8);
        var answer = error == 0
            ? new Answer(ReadString(ReadInt32(result)))
            : new Answer(
                null,
                ReadString(ReadInt32(error)),
                ReadString(ReadInt32(error + 4)),
                ReadString(ReadInt32(error + 8)),
                ReadInt32(error + 12),
                ReadInt32(error + 16));
        if (answer.Json is null && answer.Message is null)
        {
            // The text of the tree, or of the error, did not fit any more.
            throw new OutOfMemoryException();
        }

        LibPgQuery._wasm_free_parse_result(memory, result);
        LibPgQuery._free(memory, query);
        return answer;
    }

    /// <summary>The PL/pgSQL functions, or the text of an error.</summary>
    public Answer ParsePlPgSql(SqlText sql)
    {
        var query = Write(sql);
        return ReadTextAnswer(query, LibPgQuery._wasm_parse_plpgsql(memory, query));
    }

    /// <summary>The tokens, or the text of an error.</summary>
    public Answer Scan(SqlText sql)
    {
        var query = Write(sql);
        return ReadTextAnswer(query, LibPgQuery._wasm_scan(memory, query));
    }

    /// <summary>A C string; an address beyond the memory reads inside it, as it does for the module itself.</summary>
    public string? ReadString(int address, int maximum = LibPgQuery.MemorySize)
    {
        if (address == 0)
        {
            return null;
        }

        var start = address & (LibPgQuery.MemorySize - 1);
        var end = start;
        var limit = Math.Min(LibPgQuery.MemorySize, start + (long)maximum);
        while (end < limit && memory[end] != 0)
        {
            end++;
        }

        return Encoding.UTF8.GetString(memory + start, end - start);
    }

    private Answer ReadTextAnswer(int query, int result)
    {
        var text = ReadString(result) ?? throw new OutOfMemoryException();
        LibPgQuery._wasm_free_string(memory, result);
        LibPgQuery._free(memory, query);

        // The module's own rule: success is a JSON object, anything else is a message.
        return text.StartsWith("{", StringComparison.Ordinal) ? new Answer(text) : new Answer(null, text);
    }

    private int ReadInt32(int address) => *(int*)(memory + (address & (LibPgQuery.MemorySize - 1)));

    private int Write(SqlText sql)
    {
        var address = LibPgQuery._malloc(memory, sql.Utf8Length + 1);
        var start = address & (LibPgQuery.MemorySize - 1);
        if (address == 0 || start + (long)sql.Utf8Length + 1 > LibPgQuery.MemorySize)
        {
            throw new OutOfMemoryException();
        }

        sql.CopyTo(memory + start);
        memory[start + sql.Utf8Length] = 0;
        return address;
    }
}
