using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>Translates a whole module into methods and constants.</summary>
internal static class ModuleTranslator
{
    /// <param name="wasm">The module.</param>
    /// <param name="names">The names that its letters stand for.</param>
    /// <param name="options">Sizes.</param>
    public static TranslatedModule Translate(byte[] wasm, GlueNames names, TranslationOptions options)
    {
        var module = ModuleReader.Read(wasm);
        var layout = new MemoryLayout(module, options.MemorySize);
        var methods = new ModuleMethods(module, layout, module.Imports.Select(import => names.Import(import.Name)).ToList());
        for (var import = 0; import < module.Imports.Count; import++)
        {
            ImportBodies.Write(methods, import, name => module.FunctionExports[names.Export(name)]);
        }

        var translated = new TranslatedModule(layout);
        TranslateFunctions(methods, options, translated);
        translated.Methods.InsertRange(0, methods.Functions);
        translated.Methods.AddRange(methods.Support.All);
        AddEntryPoints(methods, names, translated);
        translated.Methods.AddRange(methods.IndirectCalls);
        return translated;
    }

    private static void TranslateFunctions(ModuleMethods methods, TranslationOptions options, TranslatedModule translated)
    {
        var checkStack = CallGraph.FunctionsThatCheckTheStack(methods);
        for (var i = 0; i < methods.Module.Functions.Count; i++)
        {
            var function = methods.Module.Functions[i];
            var index = methods.Module.Imports.Count + i;
            var code = FunctionTranslator.Translate(methods, function, paged: false);
            if (code.Code.Sum(IlEncoder.SizeOf) > options.LargestMethod)
            {
                code = FunctionTranslator.Translate(methods, function, paged: true);
                translated.Methods.AddRange(
                    Pager.Split(methods[index], code, options.PageSize, checkStack.Contains(index), translated.Data));
                continue;
            }

            methods[index].Locals = code.Locals.Skip(function.Type.Parameters.Count).Select(type => IlTypes.From(type)).ToList();
            methods[index].MaxStack = code.MaxHeight + 8;
            methods[index].Code = checkStack.Contains(index)
                ? [Instruction.Call(ExternalMember.EnsureSufficientExecutionStack), .. code.Code]
                : code.Code;
        }
    }

    private static void AddEntryPoints(ModuleMethods methods, GlueNames names, TranslatedModule translated)
    {
        translated.Methods.Add(BuildInitialize(methods, translated));
        foreach (var (name, letter) in names.Exports.OrderBy(export => export.Key, StringComparer.Ordinal))
        {
            if (methods.Module.FunctionExports.TryGetValue(letter, out var index))
            {
                var target = methods[index];
                translated.EntryPoints.Add(new IlMethod(name, target.Result, target.Parameters)
                {
                    MaxStack = target.Parameters.Count + 1,
                    Code =
                    [
                        .. target.Parameters.Select((_, i) => Instruction.LoadArgument(i)),
                        Instruction.Call(target), Instruction.Plain(ILOpCode.Ret),
                    ],
                });
            }
        }

        translated.EntryPoints.Add(translated.Methods[^1]);
        translated.Methods.RemoveAt(translated.Methods.Count - 1);
    }

    /// <summary>Fills a fresh block: constants, globals, the function table.</summary>
    private static IlMethod BuildInitialize(ModuleMethods methods, TranslatedModule translated)
    {
        var layout = methods.Layout;
        List<Instruction> code = [];
        if (layout.Image.Length > 0)
        {
            var image = new IlData("image", layout.Image);
            translated.Data.Insert(0, image);
            code.AddRange(
            [
                .. At(layout.ImageAddress), Instruction.LoadData(image), Instruction.Int32(layout.Image.Length),
                Instruction.Plain(ILOpCode.Cpblk),
            ]);
        }

        for (var i = 0; i < methods.Module.Globals.Count; i++)
        {
            var global = methods.Module.Globals[i];
            code.AddRange(At(MemoryLayout.GlobalOffset(i)));
            code.Add(global.Type == WasmType.I32 ? Instruction.Int32(global.InitialValue) : Instruction.Int64(global.InitialValue));
            code.Add(Memory.StoreOf(global.Type));
        }

        foreach (var (slot, function) in methods.Module.TableEntries)
        {
            var entry = layout.TableOffset + (slot * MemoryLayout.TableEntrySize);
            code.AddRange(
            [
                .. At(entry), Instruction.LoadMethod(methods[function]), Instruction.Plain(ILOpCode.Stind_i),
                .. At(entry + 8), Instruction.Int32(methods.TypeId(methods.TypeOf(function))), Instruction.Plain(ILOpCode.Stind_i4),
            ]);
        }

        code.Add(Instruction.Plain(ILOpCode.Ret));
        return new IlMethod("Initialize", IlType.Void, [IlType.Pointer]) { Code = code };

        static Instruction[] At(int offset) =>
            [Instruction.LoadArgument(0), Instruction.Int32(offset), Instruction.Plain(ILOpCode.Add)];
    }
}

/// <param name="MemorySize">Bytes of memory of an instance, a power of two.</param>
/// <param name="LargestMethod">Functions with more bytes of IL are cut into pages.</param>
/// <param name="PageSize">About how many bytes a page has.</param>
internal sealed record TranslationOptions(int MemorySize = 64 << 20, int LargestMethod = 8000, int PageSize = 2000);

/// <summary>What becomes the generated class.</summary>
internal sealed class TranslatedModule(MemoryLayout layout)
{
    public MemoryLayout Layout { get; } = layout;

    public List<IlMethod> Methods { get; } = [];

    /// <summary>What the host calls.</summary>
    public List<IlMethod> EntryPoints { get; } = [];

    public List<IlData> Data { get; } = [];
}
