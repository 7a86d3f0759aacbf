using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Migrations;

// usage: MigrationSafety.EfCore9Host <folder>
// Loads every type of the folder's MigrationSafety.Runtime.dll and compiles every method of it: a member that EF Core 9 does not have, or an
// interface member that it has more, fails here. Prints "EF Core <version>", then what failed.
var folder = args[0];
AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
    Path.Combine(folder, new AssemblyName(wanted.Name).Name + ".dll") is var file && File.Exists(file) ? Assembly.LoadFrom(file) : null;
Console.WriteLine("EF Core " + typeof(Migration).Assembly.GetName().Version);

var failures = 0;
Type[] types;
try
{
    types = Assembly.LoadFrom(Path.Combine(folder, "MigrationSafety.Runtime.dll")).GetTypes();
}
catch (ReflectionTypeLoadException failed)
{
    foreach (var failure in failed.LoaderExceptions)
    {
        Report("type", failure!);
    }

    types = [.. failed.Types.OfType<Type>()];
}

const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
var compiled = 0;
foreach (var method in types.Where(static t => !t.ContainsGenericParameters)
    .SelectMany(static t => t.GetMethods(All).Cast<MethodBase>().Concat(t.GetConstructors(All)))
    .Where(static m => !m.IsAbstract && !m.ContainsGenericParameters && m.GetMethodBody() is not null))
{
    try
    {
        RuntimeHelpers.PrepareMethod(method.MethodHandle);
        compiled++;
    }
    catch (Exception failed) when (failed is MissingMemberException or TypeLoadException or FileNotFoundException or FileLoadException)
    {
        Report($"{method.DeclaringType}.{method.Name}", failed);
    }
}

Console.WriteLine($"{types.Length} types, {compiled} methods, {failures} failures");
return failures == 0 ? 0 : 1;

void Report(string what, Exception failure)
{
    failures++;
    Console.WriteLine($"{what}: {failure.Message}");
}
