using MigrationSafety.Locks.Tests.Schema;

namespace MigrationSafety.Locks.Tests.Cases;

/// <summary>One statement form, to be measured and compared.</summary>
internal sealed record LockCase
{
    /// <summary>The file it stands in, e.g. <c>add-column</c>.</summary>
    public required string Section { get; init; }

    public required string Name { get; init; }

    /// <summary>What is measured: one statement, or several in one transaction.</summary>
    public required string Sql { get; init; }

    public MajorRange Majors { get; init; } = MajorRange.All;

    /// <summary>Committed before the measurement, and part of the schema that the lock model is told.</summary>
    public string? Setup { get; init; }

    /// <summary>A SET of the measuring session; the lock model reads it too.</summary>
    public string? Session { get; init; }

    /// <summary>True for what refuses to run in a transaction block.</summary>
    public bool Outside { get; init; }

    /// <summary>True where it fails because of the rows, which the lock model cannot know.</summary>
    public bool FailsOnRows { get; init; }

    /// <summary>True where the answer depends on what no single statement tells: a function's body, the transaction's history.</summary>
    public bool Unforeseen { get; init; }

    public string Id => $"{Section}: {Name}";

    public string SqlIn(string database) => Sql.Replace("@database", database, System.StringComparison.Ordinal);
}
