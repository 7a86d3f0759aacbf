using System;
using System.Reflection;
using Xunit;

namespace MigrationSafety.PgParser.Tests.Translator;

/// <summary>Reaches into a translated assembly, whose members are internal.</summary>
internal static class Loaded
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.NonPublic;

    public static nint Pointer(Type type, string method) => type.GetMethod(method, Static)!.MethodHandle.GetFunctionPointer();

    public static int Constant(Type type, string field) => (int)type.GetField(field, Static)!.GetRawConstantValue()!;

    public static object? Call(Type type, string method, params object[] arguments) =>
        type.GetMethod(method, Static)!.Invoke(null, arguments);

    public static string TrapOf(Action action)
    {
        var exception = Assert.ThrowsAny<Exception>(action);
        Assert.Equal("WasmTrap", exception.GetType().Name);
        return exception.Message;
    }
}
