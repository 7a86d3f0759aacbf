using System.Threading.Tasks;
using MigrationSafety.TestServers;
using Npgsql;
using Xunit;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>Rows in the way: the fixed migration fails as the original would, and goes through once they are repaired.</summary>
public sealed class FailedMigrationTests
{
    private const int Major = 15;

    [Theory]
    [InlineData("AddForeignKey", "UPDATE orders SET customer_id = 999 WHERE id = 7", PostgresErrorCodes.ForeignKeyViolation, "UPDATE orders SET customer_id = 1 WHERE id = 7")]
    [InlineData("AddCheckConstraint", "UPDATE orders SET total = -1 WHERE id = 7", PostgresErrorCodes.CheckViolation, "UPDATE orders SET total = 7 WHERE id = 7")]
    [InlineData("AlterColumn", "UPDATE orders SET total = NULL WHERE id = 7", PostgresErrorCodes.CheckViolation, "UPDATE orders SET total = 7 WHERE id = 7")]
    [InlineData("Unique index in SQL", "UPDATE orders SET code = 8 WHERE id = 7", PostgresErrorCodes.UniqueViolation, "UPDATE orders SET code = 7 WHERE id = 7")]
    public async Task It_goes_through_once_the_rows_are_repaired(string name, string harm, string error, string repair)
    {
        var changed = await FixSample.Find(name).FixAsync(Major);
        await using var database = await BaseDatabase.CopyAsync(Major);
        await database.ExecuteAsync(harm);

        var failure = Assert.Throws<PostgresException>(() => changed.Up(database.ConnectionString));
        Assert.Equal(error, failure.SqlState);

        // A new row must not be able to break what the old ones did, nor a second try be stopped by the first one's remains.
        Assert.Throws<PostgresException>(() => changed.Up(database.ConnectionString));
        await database.ExecuteAsync(repair);
        changed.Up(database.ConnectionString);

        Assert.Equal(await ExpectedAsync(name), await CatalogSnapshot.TakeAsync(database));
    }

    [Fact]
    public async Task An_INVALID_leftover_of_an_index_is_replaced()
    {
        var changed = await FixSample.Find("Index if not exists").FixAsync(Major);
        await using var database = await BaseDatabase.CopyAsync(Major);
        await database.ExecuteAsync("CREATE INDEX ix_customer ON orders (total)");
        await database.ExecuteAsync("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_customer'::regclass");

        changed.Up(database.ConnectionString);

        Assert.Equal(await ExpectedAsync("Index if not exists"), await CatalogSnapshot.TakeAsync(database));
    }

    [Fact]
    public async Task An_index_that_somebody_built_beforehand_stays_where_IF_NOT_EXISTS_is_written()
    {
        var changed = await FixSample.Find("Index if not exists").FixAsync(Major);
        await using var database = await BaseDatabase.CopyAsync(Major);
        await database.ExecuteAsync("CREATE INDEX ix_customer ON orders (customer_id)");
        var before = await OidAsync(database);

        changed.Up(database.ConnectionString);

        Assert.Equal(before, await OidAsync(database));
    }

    private static async Task<System.Collections.Generic.IReadOnlyList<string>> ExpectedAsync(string name)
    {
        await using var database = await BaseDatabase.CopyAsync(Major);
        CompiledMigration.Of(FixSample.Find(name).Source).Up(database.ConnectionString);
        return await CatalogSnapshot.TakeAsync(database);
    }

    private static async Task<object?> OidAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT 'ix_customer'::regclass::oid", connection);
        return await command.ExecuteScalarAsync();
    }
}
