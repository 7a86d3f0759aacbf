using System.Globalization;
using System.Threading.Tasks;
using Npgsql;

namespace MigrationSafety.Runtime.Benchmarks;

/// <summary>The table that every contender gets in the same state: about 150 bytes a row, a primary key and one more index, just vacuumed.</summary>
internal sealed class ItemsTable(NpgsqlDataSource source, long rows)
{
    public long Rows => rows;

    public async Task CreateAsync(int fillFactor = 100)
    {
        await ExecuteAsync("DROP TABLE IF EXISTS items");
        await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE items (id bigint NOT NULL, owner int NOT NULL, old text NOT NULL, padding text NOT NULL, new text) WITH (fillfactor = {fillFactor}, autovacuum_enabled = off)"));
        await ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO items SELECT i, i % 1000, 'item ' || i, repeat('x', 80), NULL FROM generate_series(1, {rows}) i"));
        await ExecuteAsync("ALTER TABLE items ADD PRIMARY KEY (id)");
        await ExecuteAsync("CREATE INDEX ON items (owner)");
        await ExecuteAsync("VACUUM (FREEZE, ANALYZE) items");
        await ExecuteAsync("CHECKPOINT");
    }

    public async Task<long> MissingAsync()
    {
        await using var command = source.CreateCommand("SELECT count(*) FROM items WHERE new IS DISTINCT FROM upper(old)");
        command.CommandTimeout = 0;
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
