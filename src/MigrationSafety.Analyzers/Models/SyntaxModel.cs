using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Chains;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Analyzers.Models;

/// <summary>
/// The model in BuildTargetModel of a Designer, or in BuildModel of the snapshot, read by syntax: nothing before
/// somebody asks, then which table stands where, then that table alone. Kept for as long as the file does not change;
/// no node of it is held.
/// </summary>
internal sealed class SyntaxModel : EntityModel
{
    private readonly SyntaxTree tree;
    private readonly string className;
    private readonly Dictionary<QualifiedName, MappedTable?> tables = [];
    private ModelIndex? index;

    private SyntaxModel(SyntaxTree tree, string className)
    {
        this.tree = tree;
        this.className = className;
    }

    public override ImmutableArray<MappedEnum> Enums
    {
        get
        {
            lock (tables)
            {
                return Index().Enums;
            }
        }
    }

    public override bool IsEmpty
    {
        get
        {
            lock (tables)
            {
                return !Index().Tables.Any();
            }
        }
    }

    public override ImmutableArray<MappedTable> Tables
    {
        get
        {
            lock (tables)
            {
                return Index().Tables.OrderBy(static name => name.ToString(), StringComparer.Ordinal).Select(Table).OfType<MappedTable>().ToImmutableArray();
            }
        }
    }

    /// <summary>The model in a class (full name) of a file.</summary>
    public static SyntaxModel Of(SyntaxTree tree, string className)
    {
        foreach (var part in TreeMigrations.Of(tree, CancellationToken.None).Parts)
        {
            if (part.FullName == className)
            {
                return part.Model ?? part.Keep(new SyntaxModel(tree, className));
            }
        }

        return new SyntaxModel(tree, className);
    }

    public override MappedTable? FindTable(QualifiedName table)
    {
        lock (tables)
        {
            return Table(table);
        }
    }

    private MappedTable? Table(QualifiedName name)
    {
        if (!tables.TryGetValue(name, out var table))
        {
            tables[name] = table = ModelTableReader.Read(Index(), tree.GetRoot(), name);
        }

        return table;
    }

    private ModelIndex Index() => index ??= FindBuild() is { } build ? ModelIndex.Of(build) : ModelIndex.Empty;

    private MethodDeclarationSyntax? FindBuild() =>
        tree.GetRoot() is CompilationUnitSyntax unit ? FindBuild(unit.Members) : null;

    private MethodDeclarationSyntax? FindBuild(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            var found = member switch
            {
                BaseNamespaceDeclarationSyntax space => FindBuild(space.Members),
                ClassDeclarationSyntax type when TreeMigrations.Part.FullNameOf(type) == className =>
                    type.Members.OfType<MethodDeclarationSyntax>().FirstOrDefault(static method => method.Identifier.ValueText is "BuildTargetModel" or "BuildModel"),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
