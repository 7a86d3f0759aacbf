using System;
using MigrationSafety.Runtime.Backfills;

namespace MigrationSafety.Runtime.Tests.Support;

/// <summary>A backfill written down in the test itself.</summary>
internal sealed class TestBackfill(string table, Action<BackfillBuilder> define, string name = "test", string? schema = null) : Backfill
{
    public override string Name => name;

    public override string? Schema => schema;

    public override string Table => table;

    protected override void Define(BackfillBuilder rows) => define(rows);
}
