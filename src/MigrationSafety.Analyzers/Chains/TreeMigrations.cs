using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Models;
using MigrationSafety.Analyzers.Reading;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>
/// The migration classes of one file, by syntax, found once for each version of the file. Of a Designer only the
/// attributes are looked at: its model can be ten thousand lines.
/// </summary>
internal sealed class TreeMigrations
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeMigrations> Cache = new();
    private static readonly TreeMigrations None = new(ImmutableArray<Part>.Empty);

    private TreeMigrations(ImmutableArray<Part> parts) => Parts = parts;

    public ImmutableArray<Part> Parts { get; }

    public static TreeMigrations Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        Cache.TryGetValue(tree, out var known) ? known : Added(tree, cancellationToken);

    private static TreeMigrations Added(SyntaxTree tree, CancellationToken cancellationToken) =>
        Cache.GetValue(tree, _ => Read(tree, cancellationToken));

    private static TreeMigrations Read(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var parts = ImmutableArray.CreateBuilder<Part>();
        if (tree.GetRoot(cancellationToken) is CompilationUnitSyntax unit)
        {
            Collect(unit.Members, parts);
        }

        return parts.Count == 0 ? None : new TreeMigrations(parts.ToImmutable());
    }

    private static void Collect(SyntaxList<MemberDeclarationSyntax> members, ImmutableArray<Part>.Builder parts)
    {
        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax space:
                    Collect(space.Members, parts);
                    break;
                case ClassDeclarationSyntax declaration when Part.Of(declaration) is { } part:
                    parts.Add(part);
                    break;
            }
        }
    }

    /// <summary>One part of a migration class: its own file or the Designer's.</summary>
    internal sealed class Part
    {
        private MigrationReading? reading;
        private SyntaxModel? model;

        public required string FullName { get; init; }

        public string? Id { get; init; }

        public string? Context { get; init; }

        /// <summary>True for the part, usually the Designer's, that has BuildTargetModel.</summary>
        public bool HasTargetModel { get; init; }

        /// <summary>True for the model snapshot of a context, which is no migration.</summary>
        public bool IsSnapshot { get; init; }

        /// <summary>The declaration, where this part has Up; a Designer's tree is not held.</summary>
        public ClassDeclarationSyntax? Migration { get; init; }

        /// <summary>EF Core's model in this part, once somebody asked for it.</summary>
        public SyntaxModel? Model => Volatile.Read(ref model);

        /// <summary>Up, once it was read by syntax.</summary>
        public MigrationReading? Reading => Volatile.Read(ref reading);

        /// <summary>Two threads may read at once; all go on with what the first one kept.</summary>
        public MigrationReading Keep(MigrationReading read) => Interlocked.CompareExchange(ref reading, read, null) ?? read;

        /// <inheritdoc cref="Keep(MigrationReading)"/>
        public SyntaxModel Keep(SyntaxModel read) => Interlocked.CompareExchange(ref model, read, null) ?? read;

        public static Part? Of(ClassDeclarationSyntax declaration)
        {
            var id = MigrationSyntax.IdOf(declaration);
            var hasUp = MigrationSyntax.FindUp(declaration) is not null;
            var isSnapshot = id is null && !hasUp && MigrationSyntax.NamesSnapshotAsBase(declaration);
            return id is null && !hasUp && !isSnapshot ? null : new Part
            {
                FullName = FullNameOf(declaration),
                Id = id,
                IsSnapshot = isSnapshot,
                Context = MigrationSyntax.ContextOf(declaration),
                HasTargetModel = declaration.Members.Any(static member => member is MethodDeclarationSyntax { Identifier.ValueText: "BuildTargetModel" }),
                Migration = hasUp ? declaration : null,
            };
        }

        public static string FullNameOf(ClassDeclarationSyntax declaration)
        {
            var name = declaration.Identifier.ValueText;
            for (var node = declaration.Parent; node is not null; node = node.Parent)
            {
                if (node is BaseNamespaceDeclarationSyntax space)
                {
                    name = NameOf(space.Name) + "." + name;
                }
            }

            return name;
        }

        private static string NameOf(NameSyntax name) => name switch
        {
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            QualifiedNameSyntax qualified => NameOf(qualified.Left) + "." + NameOf(qualified.Right),
            _ => name.ToString(),
        };
    }
}
