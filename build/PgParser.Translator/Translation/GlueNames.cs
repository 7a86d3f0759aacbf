using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>
/// emscripten shortens the names of imports and exports to letters; the JavaScript that comes with the module tells
/// which letter is which.
/// </summary>
internal sealed partial class GlueNames
{
    /// <summary>The export that runs the module's static initialization; the JavaScript has no name for it.</summary>
    public const string Constructor = "_initialize";

    private readonly IReadOnlyDictionary<string, string> imports;

    private GlueNames(IReadOnlyDictionary<string, string> imports, IReadOnlyDictionary<string, string> exports)
    {
        this.imports = imports;
        Exports = exports;
    }

    /// <summary>For modules whose names are not shortened.</summary>
    public static GlueNames None(params string[] exports) =>
        new(new Dictionary<string, string>(), exports.ToDictionary(name => name));

    /// <summary>Name to letter.</summary>
    public IReadOnlyDictionary<string, string> Exports { get; }

    public string Import(string letter) => imports.GetValueOrDefault(letter, letter);

    public string Export(string name) =>
        Exports.TryGetValue(name, out var letter) ? letter : throw new UnsupportedWasmException($"the JavaScript names no export {name}");

    public static GlueNames Read(string javaScript)
    {
        var table = ImportTable().Match(javaScript);
        var constructor = ConstructorCall().Match(javaScript);
        if (!table.Success || !constructor.Success)
        {
            throw new UnsupportedWasmException("JavaScript in a style of emscripten that is not known");
        }

        Dictionary<string, string> imports = [];
        foreach (var pair in table.Groups[1].Value.Split(','))
        {
            var (letter, name) = (pair.Split(':')[0].Trim(), pair.Split(':')[1].Trim());
            imports.Add(letter, name);
        }

        Dictionary<string, string> exports = new() { [Constructor] = constructor.Groups[1].Value };
        foreach (Match export in ExportAssignment().Matches(javaScript))
        {
            exports.TryAdd(export.Groups[1].Value, export.Groups[2].Value);
        }

        return new GlueNames(imports, exports);
    }

    [GeneratedRegex(@"wasmImports\s*=\s*\{([^}]*)\}")]
    private static partial Regex ImportTable();

    [GeneratedRegex(@"wasmExports\[""(\w+)""\]\(\)")]
    private static partial Regex ConstructorCall();

    [GeneratedRegex(@"([A-Za-z_]\w*)\s*=(?:\s*Module\[""\w+""\]\s*=)?(?:\s*\w+\s*=)?\s*wasmExports\[""(\w+)""\]")]
    private static partial Regex ExportAssignment();
}
