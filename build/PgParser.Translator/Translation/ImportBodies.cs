using System;
using System.Linq;
using System.Reflection.Metadata;
using PgParser.Translator.Il;
using PgParser.Translator.Wasm;

namespace PgParser.Translator.Translation;

/// <summary>
/// What the module asks of its host. A parser needs no host: it may not write, wait or grow, and to give up is an
/// exception. Names are those of emscripten's JavaScript.
/// </summary>
internal static class ImportBodies
{
    private const int BadFileDescriptor = 8;

    public static void Write(ModuleMethods methods, int import, Func<string, int> exportOf)
    {
        var method = methods[import];
        var type = methods.TypeOf(import);
        if (method.Name.StartsWith("invoke_", StringComparison.Ordinal))
        {
            WriteInvoke(methods, method, type, exportOf);
            return;
        }

        method.Code = method.Name switch
        {
            "__emscripten_throw_longjmp" => [Instruction.New(ExternalMember.NewLongjmp), Instruction.Plain(ILOpCode.Throw)],
            "___assert_fail" => Trap("assertion failed", Instruction.LoadArgument(1)),
            "__abort_js" => Trap("abort", Instruction.Int32(0)),
            "_exit" or "_proc_exit" => Trap("exit", Instruction.LoadArgument(1)),
            "__emscripten_runtime_keepalive_clear" => [Instruction.Plain(ILOpCode.Ret)],
            // To say no would let malloc return null, which not all of the C code looks at; in WebAssembly it can write there.
            "_emscripten_resize_heap" => Trap("out of memory", Instruction.Int32(0)),
            "__setitimer_js" => Return(0),
            "_fd_close" or "_fd_read" or "_fd_seek" or "_fd_write" => Return(BadFileDescriptor),
            _ => throw new UnsupportedWasmException($"import {method.Name}: decide what it should do in {nameof(ImportBodies)}"),
        };
    }

    private static Instruction[] Trap(string reason, Instruction detail) =>
        [Instruction.String(reason), detail, Instruction.New(ExternalMember.NewTrap), Instruction.Plain(ILOpCode.Throw)];

    private static Instruction[] Return(int value) => [Instruction.Int32(value), Instruction.Plain(ILOpCode.Ret)];

    /// <summary>
    /// setjmp in emscripten's way: a call through the table that a longjmp ends. The stack pointer is put back and
    /// setThrew tells the caller, which asks whether the jump is its own.
    /// </summary>
    private static void WriteInvoke(ModuleMethods methods, IlMethod method, FunctionType type, Func<string, int> exportOf)
    {
        var called = new FunctionType(type.Parameters.Skip(1).ToList(), type.Result);
        var hasResult = method.Result != IlType.Void;
        var (tryStart, handlerStart, handlerEnd) = (new Label(), new Label(), new Label());
        Instruction[] stackPointer =
            [Instruction.LoadArgument(0), Instruction.Int32(MemoryLayout.GlobalOffset(0)), Instruction.Plain(ILOpCode.Add)];
        method.Locals = hasResult ? [IlType.Int32, method.Result] : [IlType.Int32];
        method.Catch = new CatchRegion(tryStart, handlerStart, handlerEnd, ExternalType.Longjmp);
        method.MaxStack = type.Parameters.Count + 4;
        method.Code =
        [
            .. stackPointer, Instruction.Plain(ILOpCode.Ldind_i4), Instruction.StoreLocal(0),
            Instruction.Mark(tryStart),
            Instruction.LoadArgument(0), .. called.Parameters.Select((_, i) => Instruction.LoadArgument(i + 2)), Instruction.LoadArgument(1),
            Instruction.Call(methods.IndirectCall(called)),
            .. hasResult ? [Instruction.StoreLocal(1)] : Array.Empty<Instruction>(),
            Instruction.Leave(handlerEnd),
            Instruction.Mark(handlerStart),
            Instruction.Plain(ILOpCode.Pop),
            .. stackPointer, Instruction.LoadLocal(0), Instruction.Plain(ILOpCode.Stind_i4),
            Instruction.LoadArgument(0), Instruction.Int32(1), Instruction.Int32(0), Instruction.Call(methods[exportOf("_setThrew")]),
            Instruction.Leave(handlerEnd),
            Instruction.Mark(handlerEnd),
            .. hasResult ? [Instruction.LoadLocal(1)] : Array.Empty<Instruction>(),
            Instruction.Plain(ILOpCode.Ret),
        ];
    }
}
