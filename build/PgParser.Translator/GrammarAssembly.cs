using PgParser.Translator.Metadata;
using PgParser.Translator.Translation;

namespace PgParser.Translator;

/// <summary>The assembly with PostgreSQL's grammar.</summary>
internal static class GrammarAssembly
{
    private static readonly AssemblyNames Names = new(
        "MigrationSafety.PgParser.Grammar",
        "MigrationSafety.PgParser.Grammar",
        "LibPgQuery",
        ["MigrationSafety.PgParser", "MigrationSafety.PgParser.Tests"]);

    public static byte[] Build(byte[] wasm, string javaScript) =>
        AssemblyWriter.Write(ModuleTranslator.Translate(wasm, GlueNames.Read(javaScript), new TranslationOptions()), Names);
}
