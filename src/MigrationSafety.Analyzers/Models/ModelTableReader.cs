using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Analyzers.Models;

/// <summary>Reads the columns of one table out of the blocks of the types that are mapped to it.</summary>
internal sealed class ModelTableReader
{
    private readonly ModelIndex index;
    private readonly SyntaxNode root;
    private readonly QualifiedName table;
    private readonly List<string> order = [];
    private readonly Dictionary<string, MappedColumn> columns = new(StringComparer.Ordinal);

    private ModelTableReader(ModelIndex index, SyntaxNode root, QualifiedName table)
    {
        this.index = index;
        this.root = root;
        this.table = table;
    }

    public static MappedTable? Read(ModelIndex index, SyntaxNode root, QualifiedName table)
    {
        if (index.Find(table) is not var (name, types))
        {
            return null;
        }

        var reader = new ModelTableReader(index, root, name);
        foreach (var type in types)
        {
            reader.Add(type);
        }

        return new MappedTable
        {
            Name = name,
            Entities = types.Select(static type => new MappedEntity(
                type.Name, type.Owner is null ? null : type.Root.Name, type.Owner is null ? null : type.Path)).ToImmutableArray(),
            Columns = reader.order.Select(name => reader.columns[name]).ToImmutableArray(),
        };
    }

    private void Add(ModelType type)
    {
        var lines = Lines(type);
        var above = type.Owner ?? index.Find(type.BaseType);
        var isShared = above is not null && index.TableOf(above) == table;
        if (type.BaseType is not null && !isShared)
        {
            AddInherited(type);
        }

        // The key of an owned type that has no row of its own is its owner's.
        var key = KeyOf(lines);
        var hidden = type.Owner is not null && isShared ? key : [];
        AddProperties(type, type, lines, key, hidden, nullable: isShared && !IsRequiredPart(type));
    }

    /// <summary>A class with a table of its own has its base classes' key there (TPT), or all of their columns (TPC).</summary>
    private void AddInherited(ModelType type)
    {
        var isTpc = false;
        var bases = new List<ModelType>();
        for (var above = index.Find(type.BaseType); above is not null && !bases.Contains(above); above = index.Find(above.BaseType))
        {
            bases.Add(above);
            isTpc |= above.IsTpc;
        }

        foreach (var above in Enumerable.Reverse(bases))
        {
            var lines = Lines(above);
            var key = KeyOf(lines);
            var others = isTpc ? [] : lines.Select(static line => PropertyOf(line)).OfType<string>().Where(name => !key.Contains(name));
            AddProperties(type, above, lines, key, new HashSet<string>(others, StringComparer.Ordinal), nullable: false, withParts: isTpc);
        }
    }

    private void AddProperties(
        ModelType type, ModelType declaring, IReadOnlyList<BuilderChain> lines, HashSet<string> key, HashSet<string> hidden, bool nullable, bool withParts = true)
    {
        var discriminator = lines.Select(static line => line.First).FirstOrDefault(static call => call.Name == "HasDiscriminator")?.Text(0);
        foreach (var line in lines)
        {
            if (PropertyOf(line) is { } name && !hidden.Contains(name) && IsHere(declaring, name, key))
            {
                Add(ModelColumnReader.Read(line, name, type, key.Contains(name), nullable) with { IsDiscriminator = name == discriminator });
            }
        }

        foreach (var part in withParts ? declaring.Parts : [])
        {
            if (part.IsJson)
            {
                Add(ModelColumnReader.Document(part, isNullable: !IsRequiredPart(part)));
            }
            else if (part.IsComplex)
            {
                var inner = Lines(part);
                AddProperties(part, part, inner, [], [], nullable || !inner.Any(static line => line.First is { Name: "IsRequired", IsOn: true }));
            }
        }
    }

    private void Add(MappedColumn column)
    {
        if (!columns.TryGetValue(column.Name, out var known))
        {
            order.Add(column.Name);
            columns.Add(column.Name, column);
            return;
        }

        columns[column.Name] = known with
        {
            Properties = known.Properties.AddRange(column.Properties),
            IsNullable = known.IsNullable == true || column.IsNullable == true ? true : known.IsNullable ?? column.IsNullable,
            IsKey = known.IsKey || column.IsKey,
            IsConcurrencyToken = known.IsConcurrencyToken || column.IsConcurrencyToken,
        };
    }

    /// <summary>SplitToTable moves properties into another table; the key stands in each.</summary>
    private bool IsHere(ModelType type, string property, HashSet<string> key)
    {
        if (type.Splits.Count == 0 || key.Contains(property))
        {
            return true;
        }

        var elsewhere = type.Splits.Where(split => split.Properties.Contains(property)).ToList();
        return elsewhere.Count == 0
            ? index.TableOf(type) == table
            : elsewhere.Any(split => new QualifiedName(split.Schema ?? table.Schema, split.Table) == table);
    }

    /// <summary>False for a part that need not exist, and for a derived class: their columns hold NULL in other rows.</summary>
    private bool IsRequiredPart(ModelType type) =>
        type.Owner is not null
        && (type.Owner.Owner is null || type.Owner.IsComplex || IsRequiredPart(type.Owner))
        && Lines(type.Owner).Any(line => line.First.Name == "Navigation" && line.First.Text(0) == type.Navigation && line.Find("IsRequired") is { IsOn: true });

    private List<BuilderChain> Lines(ModelType type)
    {
        var lines = new List<BuilderChain>();
        foreach (var span in type.Bodies)
        {
            var body = root.FindNode(span, getInnermostNodeForTie: true).FirstAncestorOrSelf<LambdaExpressionSyntax>()?.Body as BlockSyntax;
            foreach (var statement in body?.Statements ?? default)
            {
                if (BuilderChain.Of(statement) is { } line)
                {
                    lines.Add(line);
                }
            }
        }

        return lines;
    }

    private static HashSet<string> KeyOf(IReadOnlyList<BuilderChain> lines) =>
        new(lines.FirstOrDefault(static line => line.First.Name == "HasKey")?.First.Texts() ?? [], StringComparer.Ordinal);

    private static string? PropertyOf(BuilderChain line) =>
        line.First.Name is "Property" or "PrimitiveCollection" ? line.First.Text(0) ?? line.First.Texts().FirstOrDefault() : null;
}
