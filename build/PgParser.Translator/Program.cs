using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using PgParser.Translator;
using PgParser.Translator.Metadata;
using PgParser.Translator.Translation;
using PgParser.Translator.Wasm;

if (args.Length != 5)
{
    Console.Error.WriteLine("usage: PgParser.Translator <wasm> <sha256> <javascript> <sha256> <output.dll>");
    return 2;
}

try
{
    var wasm = PinnedFile.Read(args[0], args[1]);
    var javaScript = PinnedFile.Read(args[2], args[3]);
    var assembly = GrammarAssembly.Build(wasm, Encoding.UTF8.GetString(javaScript));
    Publish(assembly, args[4]);
    return 0;
}
catch (Exception e) when (e is InputException or UnsupportedWasmException or IOException or KeyNotFoundException)
{
    // MSBuild shows lines of this form as its own errors.
    Console.Error.WriteLine($"PgParser.Translator : error MSP0001: {e.Message}");
    return 1;
}

// Writing beside and renaming: whoever reads at the same time sees the old file or the new one, never half of it.
static void Publish(byte[] assembly, string path)
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
    var beside = $"{path}.{Environment.ProcessId}.tmp";
    File.WriteAllBytes(beside, assembly);
    File.Move(beside, path, overwrite: true);
}
