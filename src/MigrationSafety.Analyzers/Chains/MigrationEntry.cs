using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationSafety.Analyzers.Models;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>One migration of a chain.</summary>
internal sealed class MigrationEntry
{
    private readonly (SyntaxTree Tree, string FullName)? targetModel;
    private MigrationReading? withNames;

    public MigrationEntry(
        string id, ClassDeclarationSyntax migration, bool hasTargetModel, (SyntaxTree Tree, string FullName)? targetModel = null)
    {
        this.targetModel = targetModel;
        Id = id;
        Migration = migration;
        HasTargetModel = hasTargetModel;
    }

    public string Id { get; }

    public ClassDeclarationSyntax Migration { get; }

    /// <summary>See <see cref="Core.Changes.ChangeSet.HasTargetModel"/>.</summary>
    public bool HasTargetModel { get; }

    /// <summary>The model that its Designer has; null where there is none.</summary>
    public EntityModel? Model => targetModel is var (tree, name) ? SyntaxModel.Of(tree, name) : null;

    /// <summary>
    /// Up, read by syntax: the same for every compilation that has this version of the file, unless it uses names of
    /// other files.
    /// </summary>
    public MigrationReading Read(Compilation compilation, CancellationToken cancellationToken)
    {
        var bySyntax = ReadBySyntax(Migration, cancellationToken);
        return !bySyntax.NeedsNames ? bySyntax
            : withNames ??= MigrationReader.Read(
                Migration, new CompilationNames(compilation, null, cancellationToken), cancellationToken);
    }

    /// <summary>Up of the migration under analysis, whose semantic model is at hand.</summary>
    public static MigrationReading Read(ClassDeclarationSyntax migration, SemanticModel model, CancellationToken cancellationToken)
    {
        var bySyntax = ReadBySyntax(migration, cancellationToken);
        return bySyntax.NeedsNames ? MigrationReader.Read(migration, model, cancellationToken) : bySyntax;
    }

    /// <summary>True where what Up does stands in its file alone: no names and no SQL of other files.</summary>
    public bool StandsAlone(CancellationToken cancellationToken) =>
        ReadBySyntax(Migration, cancellationToken) is { NeedsNames: false, ReadsFiles: false };

    private static MigrationReading ReadBySyntax(ClassDeclarationSyntax migration, CancellationToken cancellationToken)
    {
        foreach (var part in TreeMigrations.Of(migration.SyntaxTree, cancellationToken).Parts)
        {
            if (part.Migration == migration)
            {
                return part.Reading ?? part.Keep(MigrationReader.Read(migration, names: null, cancellationToken));
            }
        }

        return MigrationReader.Read(migration, names: null, cancellationToken);
    }
}
