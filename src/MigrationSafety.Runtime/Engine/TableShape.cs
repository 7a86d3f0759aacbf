using System.Collections.Generic;
using MigrationSafety.Core.Sql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>The table of a backfill as the catalog has it now.</summary>
internal sealed record TableShape(
    uint Oid, string Schema, string Name, IReadOnlyList<Relation> Relations, IReadOnlyDictionary<string, ColumnShape> Columns, int Major, int BlockSize)
{
    /// <summary>"schema.name", quoted.</summary>
    public string QuotedName => SqlIdentifier.Quote(Schema) + "." + SqlIdentifier.Quote(Name);
}
