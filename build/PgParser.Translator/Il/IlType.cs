using PgParser.Translator.Wasm;

namespace PgParser.Translator.Il;

/// <summary>The types that occur in signatures and locals of the generated code.</summary>
internal enum IlType
{
    Void,
    Int32,
    Int64,
    Float32,
    Float64,

    /// <summary><c>byte*</c>: the start of an instance's memory, or a frame of locals.</summary>
    Pointer,

    /// <summary>As a parameter of the base library.</summary>
    VoidPointer,
    UInt64,
    String,
}

internal static class IlTypes
{
    public static IlType From(WasmType? type) => type switch
    {
        null => IlType.Void,
        WasmType.I32 => IlType.Int32,
        WasmType.I64 => IlType.Int64,
        WasmType.F32 => IlType.Float32,
        _ => IlType.Float64,
    };
}
