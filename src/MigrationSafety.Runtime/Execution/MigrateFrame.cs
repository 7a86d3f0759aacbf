using System;
using System.Diagnostics;
using System.Linq;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MigrationSafety.Runtime.Execution;

/// <summary>
/// Tells Migrate() from a list, a script and an application's own transaction. EF Core has no sign for it but the caller: decorating
/// IMigrator would, but its members differ between EF Core 8 and 9.
/// </summary>
internal static class MigrateFrame
{
    public static bool IsOnStack() => new StackTrace().GetFrames()
        .Select(static frame => frame.GetMethod())
        .TakeWhile(static method => !IsContinuation(method?.DeclaringType))
        .Any(static method => method?.DeclaringType is { } type
            && (IsMigrate(method.Name, type)
                || (type.DeclaringType is { } outer && IsMigrate(type.Name.TrimStart('<'), outer))));

    // What follows "await MigrateAsync()" may run on top of its last frame: up to the point where the caller went on, it is not called by it.
    private static bool IsContinuation(Type? type) =>
        type?.Namespace is "System.Runtime.CompilerServices" or "System.Threading.Tasks"
        && (type.Name.StartsWith("AsyncStateMachineBox", StringComparison.Ordinal) || type.Name == "AwaitTaskContinuation");

    private static bool IsMigrate(string method, Type type) =>
        method.StartsWith("Migrate", StringComparison.Ordinal) && typeof(IMigrator).IsAssignableFrom(type);
}
