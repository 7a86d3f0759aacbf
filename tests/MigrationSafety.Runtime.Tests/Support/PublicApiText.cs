using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using MigrationSafety.TestServers;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Support;

/// <summary>What users of an assembly compile against, a line for each type and member.</summary>
internal static class PublicApiText
{
    /// <summary>Compares it with PublicApi.txt in the folder of the tests; with UPDATE_DOCS=1 it is written first.</summary>
    public static void IsWrittenDown(Assembly assembly, string testProject)
    {
        var actual = string.Join('\n', assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal).SelectMany(Lines)) + "\n";
        var path = Path.Combine(PostgresInstallation.RepositoryRoot(), "tests", testProject, "PublicApi.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path) ? File.ReadAllText(path) : "";

        Assert.True(expected == actual, actual);
    }

    private static IEnumerable<string> Lines(Type type)
    {
        yield return $"{Kind(type)} {Name(type)}{Bases(type)}";
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        IEnumerable<string> members = type.IsEnum
            ? Enum.GetNames(type)
            : type.GetMembers(declared).Where(IsVisible).Select(Describe).OfType<string>().Order(StringComparer.Ordinal);
        foreach (var member in members)
        {
            yield return "    " + member;
        }
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily,
        PropertyInfo property => property.GetMethod is { } get && (get.IsPublic || get.IsFamily),
        FieldInfo field => field.IsPublic,
        _ => false,
    };

    // What records bring with them is left out.
    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: true } => null,
        MethodInfo { Name: "ToString" or "Equals" or "GetHashCode" or "Deconstruct" or "PrintMembers" } => null,
        MethodInfo method when method.Name.StartsWith('<') => null,
        MethodInfo method => $"{(method.IsFamily ? "protected " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        PropertyInfo { Name: "EqualityContract" } => null,
        PropertyInfo property => $"{(property.GetMethod!.IsFamily ? "protected " : "")}{Name(property.PropertyType)} {property.Name} {{ get;{(property.SetMethod is { IsPublic: true } ? " set;" : "")} }}",
        FieldInfo { IsLiteral: true } field => $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}",
        _ => null,
    };

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue ?? "default") : "")}"));

    private static string Bases(Type type)
    {
        var bases = type.GetInterfaces().Where(i => i.Assembly == type.Assembly).Select(Name).Order(StringComparer.Ordinal).ToList();
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static string Kind(Type type) => type.IsInterface ? "interface" : type.IsEnum ? "enum" : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsAbstract ? "abstract class" : "class";

    private static string Name(Type type)
    {
        if (!type.IsGenericType)
        {
            return type.IsArray ? Name(type.GetElementType()!) + "[]" : type.Name;
        }

        var name = new StringBuilder(type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]);
        return name.Append('<').AppendJoin(", ", type.GetGenericArguments().Select(Name)).Append('>').ToString();
    }
}
