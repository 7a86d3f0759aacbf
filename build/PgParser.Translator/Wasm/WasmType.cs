namespace PgParser.Translator.Wasm;

/// <summary>WebAssembly's number types, by their codes in the binary format.</summary>
internal enum WasmType : byte
{
    I32 = 0x7F,
    I64 = 0x7E,
    F32 = 0x7D,
    F64 = 0x7C,
}
