using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MigrationSafety.PgParser.Tests.Oracle;
using PgParser.Translator;
using PgParser.Translator.Translation;
using PgParser.Translator.Wasm;
using Xunit;

namespace MigrationSafety.PgParser.Tests.Translator;

public class TranslatorTests
{
    private static readonly string Wasm = Path.Combine(NodeOracle.PackageFolder, "libpg-query.wasm");
    private static readonly string JavaScript = Path.Combine(NodeOracle.PackageFolder, "libpg-query.js");
    private static readonly string BuiltAssembly = Path.Combine(AppContext.BaseDirectory, "MigrationSafety.PgParser.Grammar.dll");

    [Fact]
    public void The_same_module_gives_the_same_bytes_as_the_build_did()
    {
        var translated = GrammarAssembly.Build(File.ReadAllBytes(Wasm), File.ReadAllText(JavaScript));
        Assert.True(File.ReadAllBytes(BuiltAssembly).AsSpan().SequenceEqual(translated));
    }

    [Fact]
    public void The_assembly_needs_netstandard_only_and_shows_nothing_in_public()
    {
        using var file = new PEReader(File.OpenRead(BuiltAssembly));
        var metadata = file.GetMetadataReader();
        Assert.Equal(
            ["netstandard 2.0.0.0"],
            metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(a => $"{metadata.GetString(a.Name)} {a.Version}"));
        Assert.DoesNotContain(
            metadata.TypeDefinitions.Select(metadata.GetTypeDefinition),
            type => type.Attributes.HasFlag(System.Reflection.TypeAttributes.Public));
    }

    [Fact]
    public void No_method_is_so_big_that_the_JIT_stops_optimizing_it()
    {
        using var file = new PEReader(File.OpenRead(BuiltAssembly));
        var metadata = file.GetMetadataReader();
        var sizes = metadata.MethodDefinitions
            .Select(method => metadata.GetMethodDefinition(method).RelativeVirtualAddress)
            .Select(address => file.GetMethodBody(address).GetILBytes()!.Length)
            .ToList();
        Assert.True(sizes.Count > 1_000);
        Assert.InRange(sizes.Max(), 1, 20_000);
    }

    [Fact]
    public void A_missing_package_says_what_to_run()
    {
        var (exitCode, errors) = Run(Wasm + ".missing", Sha256Of(Wasm), JavaScript, Sha256Of(JavaScript));
        Assert.Equal(1, exitCode);
        Assert.Equal($"PgParser.Translator : error MSP0001: {Wasm}.missing is missing. Run: bash build/setup.sh", errors.Trim());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_with_another_content_is_refused(bool wasm)
    {
        var wrong = new string('0', 64);
        var (exitCode, errors) = Run(Wasm, wasm ? wrong : Sha256Of(Wasm), JavaScript, wasm ? Sha256Of(JavaScript) : wrong);
        Assert.Equal(1, exitCode);
        Assert.Contains($"error MSP0001: {(wasm ? Wasm : JavaScript)} has sha256 ", errors);
        Assert.Contains($"expected {wrong}. Restore the pinned package with: bash build/setup.sh --force", errors);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "not a WebAssembly module")]
    [InlineData(new byte[] { 0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 8, 1, 0 }, "section 8")]
    [InlineData(new byte[] { 0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, 1, 6, 1, 0x60, 0, 2, 0x7F, 0x7F }, "several results")]
    public void A_module_with_something_unknown_is_not_translated(byte[] module, string reason) =>
        Assert.Contains(reason, Assert.Throws<UnsupportedWasmException>(() => ModuleReader.Read(module)).Message);

    [Theory]
    [InlineData(0x40, "instruction 0x40")] // memory.grow
    [InlineData(0xFD, "instruction 0xFD")] // vectors
    [InlineData(0x06, "instruction 0x6")] // exceptions
    public void An_instruction_that_is_not_known_is_not_translated(byte opcode, string reason) =>
        Assert.Contains(reason, Assert.Throws<UnsupportedWasmException>(() => new TinyModule().Function("f", [], null, [opcode, 0]).Load()).Message);

    [Fact]
    public void The_JavaScript_tells_what_the_letters_mean()
    {
        var names = GlueNames.Read(
            """wasmImports={a:_exit,b:invoke_ii};function f(w){_parse=Module["_parse"]=wasmExports["C"];_setThrew=wasmExports["D"]}wasmExports["A"]()""");
        Assert.Equal(("_exit", "invoke_ii", "z"), (names.Import("a"), names.Import("b"), names.Import("z")));
        Assert.Equal(("C", "D", "A"), (names.Export("_parse"), names.Export("_setThrew"), names.Export(GlueNames.Constructor)));
        Assert.Throws<UnsupportedWasmException>(() => names.Export("_other"));
        Assert.Throws<UnsupportedWasmException>(() => GlueNames.Read("something else"));
    }

    private static (int ExitCode, string Errors) Run(params string[] inputs)
    {
        var output = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardError = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet")
        {
            start.FileName = "dotnet";
        }

        IEnumerable<string> arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "PgParser.Translator.dll"), .. inputs, output];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.False(File.Exists(output));
        return (process.ExitCode, errors);
    }

    private static string Sha256Of(string path) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
}
