using System;

namespace PgParser.Translator.Wasm;

/// <summary>The module uses something this translator was never taught; better to stop than to guess.</summary>
internal sealed class UnsupportedWasmException(string message) : Exception(message);
