using MigrationSafety.Core.Sql;

namespace MigrationSafety.Runtime.Engine;

/// <summary>A table that holds rows itself: the table of the backfill, or one of its partitions.</summary>
internal sealed record Relation(uint Oid, string Schema, string Name, uint FileNode, long Pages, double Tuples, RelationKey Key)
{
    /// <summary>"schema.name", quoted.</summary>
    public string QuotedName { get; } = SqlIdentifier.Quote(Schema) + "." + SqlIdentifier.Quote(Name);

    /// <summary>Rows by the server's statistics, or by the size of the file where it has none.</summary>
    public long EstimatedRows => Tuples > 0 ? (long)Tuples : Pages * RowsPerUnknownPage;

    public double RowsPerPage => Pages == 0 ? RowsPerUnknownPage : System.Math.Max(1, (double)EstimatedRows / Pages);

    private const int RowsPerUnknownPage = 60;
}
