using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>
/// An entry of WebAssembly's operand stack. Either its code starts at <paramref name="Start"/> and its value is on
/// IL's stack, or the value was put away in the local <paramref name="Temporary"/>.
/// </summary>
internal readonly record struct Operand(WasmType Type, int Start, int Temporary = Operand.OnStack)
{
    private const int OnStack = -1;

    public bool IsPutAway => Temporary != OnStack;
}
