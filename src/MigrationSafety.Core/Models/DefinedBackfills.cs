using System.Collections.Immutable;

namespace MigrationSafety.Core.Models;

/// <summary>The names of the backfills that code defines. <paramref name="AreAll"/>: false where a project above this library may define more.</summary>
internal sealed record DefinedBackfills(ImmutableHashSet<string> Names, bool AreAll);
