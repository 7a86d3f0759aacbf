using System;
using System.Collections.Generic;
using System.Linq;

namespace PgParser.Translator.Wasm;

/// <summary>Reads the sections of a binary module. Anything unknown stops the translation.</summary>
internal static class ModuleReader
{
    public static WasmModule Read(byte[] wasm)
    {
        if (wasm.Length < 8 || BitConverter.ToUInt64(wasm, 0) != 0x0000_0001_6D73_6100)
        {
            throw new UnsupportedWasmException("not a WebAssembly module of version 1");
        }

        var module = new WasmModule();
        List<FunctionType> declared = [];
        var reader = new ByteReader(wasm.AsSpan(8));
        while (!reader.AtEnd)
        {
            var id = reader.Byte();
            var section = new ByteReader(reader.Take(reader.Index()));
            ReadSection(id, ref section, module, declared);
        }

        return module;
    }

    private static void ReadSection(byte id, ref ByteReader section, WasmModule module, List<FunctionType> declared)
    {
        switch (id)
        {
            case 0: // custom: names, producers
            case 5: // memory: its size is the translator's choice
            case 12: // data count: the data section says it too
                return;
            case 1:
                Repeat(ref section, module, ReadType);
                return;
            case 2:
                Repeat(ref section, module, ReadImport);
                return;
            case 3:
                for (var left = section.Index(); left > 0; left--)
                {
                    declared.Add(module.Types[section.Index()]);
                }

                return;
            case 4:
                Repeat(ref section, module, ReadTable);
                return;
            case 6:
                Repeat(ref section, module, ReadGlobal);
                return;
            case 7:
                Repeat(ref section, module, ReadExport);
                return;
            case 9:
                Repeat(ref section, module, ReadElements);
                return;
            case 10:
                var types = new Queue<FunctionType>(declared);
                for (var left = section.Index(); left > 0; left--)
                {
                    module.Functions.Add(ReadBody(ref section, types.Dequeue()));
                }

                return;
            case 11:
                Repeat(ref section, module, ReadData);
                return;
            default:
                throw new UnsupportedWasmException($"section {id}");
        }
    }

    private delegate void ItemReader(ref ByteReader section, WasmModule module);

    private static void Repeat(ref ByteReader section, WasmModule module, ItemReader item)
    {
        for (var left = section.Index(); left > 0; left--)
        {
            item(ref section, module);
        }
    }

    private static void ReadType(ref ByteReader section, WasmModule module)
    {
        Expect(section.Byte() == 0x60, "a type that is not a function");
        var parameters = ReadWasmTypes(ref section);
        var results = ReadWasmTypes(ref section);
        Expect(results.Length <= 1, "several results");
        module.Types.Add(new FunctionType(parameters, results.Length == 0 ? null : results[0]));
    }

    private static WasmType[] ReadWasmTypes(ref ByteReader section)
    {
        var types = new WasmType[section.Index()];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = ReadWasmType(ref section);
        }

        return types;
    }

    private static WasmType ReadWasmType(ref ByteReader section)
    {
        var type = (WasmType)section.Byte();
        Expect(Enum.IsDefined(type), $"value type 0x{(byte)type:X2}");
        return type;
    }

    private static void ReadImport(ref ByteReader section, WasmModule module)
    {
        _ = section.Name();
        var name = section.Name();
        Expect(section.Byte() == 0, $"import {name} is not a function");
        module.Imports.Add(new FunctionImport(name, module.Types[section.Index()]));
    }

    private static void ReadTable(ref ByteReader section, WasmModule module)
    {
        Expect(section.Byte() == 0x70 && module.TableSize == 0, "a second table, or one of other things than functions");
        var hasMaximum = section.Byte() != 0;
        module.TableSize = section.Index();
        Expect(hasMaximum && section.Index() == module.TableSize, "a table that grows");
    }

    private static void ReadGlobal(ref ByteReader section, WasmModule module)
    {
        var type = ReadWasmType(ref section);
        Expect(type is WasmType.I32 or WasmType.I64, "a global that is not an integer");
        _ = section.Byte(); // mutable or not makes no difference here
        module.Globals.Add(new GlobalVariable(type, ReadConstant(ref section)));
    }

    private static void ReadExport(ref ByteReader section, WasmModule module)
    {
        var name = section.Name();
        var kind = section.Byte();
        var index = section.Index();
        if (kind == 0)
        {
            module.FunctionExports.Add(name, index);
        }
    }

    private static void ReadElements(ref ByteReader section, WasmModule module)
    {
        Expect(section.Byte() == 0, "an element segment that is not active");
        var slot = (int)ReadConstant(ref section);
        for (var left = section.Index(); left > 0; left--)
        {
            module.TableEntries[slot++] = section.Index();
        }
    }

    private static FunctionBody ReadBody(ref ByteReader section, FunctionType type)
    {
        var body = new ByteReader(section.Take(section.Index()));
        List<WasmType> locals = [];
        for (var groups = body.Index(); groups > 0; groups--)
        {
            var count = body.Index();
            locals.AddRange(Enumerable.Repeat(ReadWasmType(ref body), count));
        }

        return new FunctionBody(type, locals, body.Rest().ToArray());
    }

    private static void ReadData(ref ByteReader section, WasmModule module)
    {
        Expect(section.Byte() == 0, "a data segment that is not active");
        var address = (int)ReadConstant(ref section);
        module.Data.Add(new DataSegment(address, section.Take(section.Index()).ToArray()));
    }

    private static long ReadConstant(ref ByteReader section)
    {
        var opcode = section.Byte();
        Expect(opcode is 0x41 or 0x42, "an initial value that is not an integer constant");
        var value = section.Signed();
        Expect(section.Byte() == 0x0B, "an initial value of several instructions");
        return value;
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new UnsupportedWasmException(otherwise);
        }
    }
}
