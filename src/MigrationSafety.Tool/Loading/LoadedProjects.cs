using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.Tool.Loading;

/// <summary>What was loaded. The workspace lives as long as this.</summary>
internal sealed class LoadedProjects : IDisposable
{
    private readonly AdhocWorkspace? workspace;

    public LoadedProjects(AdhocWorkspace? workspace, ImmutableArray<Project> judged)
    {
        this.workspace = workspace;
        Judged = judged;
    }

    /// <summary>The projects to judge, one for each target framework that is judged.</summary>
    public ImmutableArray<Project> Judged { get; }

    /// <summary>All projects of the solution, for usages of a column in other projects.</summary>
    public IEnumerable<Project> All => workspace?.CurrentSolution.Projects ?? [];

    public void Dispose() => workspace?.Dispose();
}
