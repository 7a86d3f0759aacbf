using System;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.EfCore;

/// <summary>AlterDatabase: enums, extensions, ranges and collations, which EF Core keeps in annotations.</summary>
internal static class DatabaseLowering
{
    private const string Enum = "Npgsql:Enum:";
    private const string Extension = "Npgsql:PostgresExtension:";
    private const string Range = "Npgsql:Range:";
    private const string Collation = "Npgsql:CollationDefinition:";

    public static void Lower(EfOperation operation, EmittedChanges emitted)
    {
        if (operation.Method == "EnsurePostgresExtension")
        {
            if (operation.Text("name") is { } name)
            {
                emitted.Add(new DefineObject { Kind = ObjectKind.Extension, Name = new QualifiedName(null, name), IfNotExists = true });
            }

            return;
        }

        foreach (var annotation in operation.Annotations.OrderBy(static pair => pair.Key, StringComparer.Ordinal))
        {
            var old = operation.OldAnnotations.TryGetValue(annotation.Key, out var value) ? value : null;
            if (Suffix(annotation.Key, Enum) is { } type)
            {
                ChangeEnum(type, annotation.Value, old, emitted);
            }
            else if (old is null && KindOf(annotation.Key) is var (kind, name))
            {
                emitted.Add(new DefineObject { Kind = kind, Name = name, IfNotExists = kind == ObjectKind.Extension });
            }
        }

        // A removed extension stays; so does a removed collation until somebody drops it.
        foreach (var removed in operation.OldAnnotations.Keys.OrderBy(static key => key, StringComparer.Ordinal))
        {
            if (!operation.Annotations.ContainsKey(removed) && (Suffix(removed, Enum) ?? Suffix(removed, Range)) is { } type)
            {
                emitted.Add(new DropObject { Kind = ObjectKind.Type, Name = type });
            }
        }
    }

    private static (ObjectKind Kind, QualifiedName Name)? KindOf(string annotation) =>
        Suffix(annotation, Extension) is { } extension ? (ObjectKind.Extension, extension)
        : Suffix(annotation, Range) is { } range ? (ObjectKind.Type, range)
        : Suffix(annotation, Collation) is { } collation ? (ObjectKind.Collation, collation)
        : null;

    private static void ChangeEnum(QualifiedName type, object? labels, object? oldLabels, EmittedChanges emitted)
    {
        if (oldLabels is null)
        {
            if (type.Schema is { } schema)
            {
                ObjectLowering.EnsureSchema(schema, emitted);
            }

            emitted.Add(new DefineObject { Kind = ObjectKind.Enum, Name = type, Labels = Labels(labels).ToImmutableArray() });
            return;
        }

        var before = Labels(oldLabels);
        foreach (var label in Labels(labels).Except(before, StringComparer.Ordinal))
        {
            emitted.Add(new AlterEnum { Type = type, Kind = EnumChangeKind.AddValue, Value = label });
        }
    }

    private static string[] Labels(object? value) =>
        value is string text ? [.. text.Split(',').Select(static label => label.Trim())] : [];

    /// <summary>The object's name behind the prefix: <c>mood</c> or <c>app.mood</c>.</summary>
    private static QualifiedName? Suffix(string annotation, string prefix)
    {
        if (!annotation.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = annotation.Substring(prefix.Length);
        var dot = name.IndexOf('.');
        return dot < 0 ? new QualifiedName(null, name) : new QualifiedName(name.Substring(0, dot), name.Substring(dot + 1));
    }
}
