using System.Collections.Generic;
using System.Linq;

namespace PgParser.Translator.Wasm;

internal sealed record FunctionType(IReadOnlyList<WasmType> Parameters, WasmType? Result)
{
    /// <summary>Equal types have equal keys, whatever their index; call_indirect compares types by structure.</summary>
    public string Key => (Result is { } result ? Letter(result) : 'v') + string.Concat(Parameters.Select(Letter));

    private static char Letter(WasmType type) => type switch
    {
        WasmType.I32 => 'i',
        WasmType.I64 => 'j',
        WasmType.F32 => 'f',
        _ => 'd',
    };
}
