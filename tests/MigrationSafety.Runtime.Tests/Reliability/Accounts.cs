using System;
using System.Threading.Tasks;
using Npgsql;
using Xunit;

namespace MigrationSafety.Runtime.Tests.Reliability;

/// <summary>The table that everything is done to, and what must be true of it in the end.</summary>
internal sealed class Accounts(NpgsqlDataSource source, int rows)
{
    public int Rows => rows;

    /// <summary>The table as it is before the backfill: the expand step's column, and the trigger that fills it for writers of both versions.</summary>
    /// <param name="poison">Rows that do not take a label, spread over the table.</param>
    public async Task CreateAsync(int poison = 0)
    {
        await ExecuteAsync($"""
            DROP TABLE IF EXISTS accounts;
            CREATE OR REPLACE FUNCTION label_of(owner text) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT upper(owner) || '/' || length(owner) $$;
            CREATE TABLE accounts (id bigint PRIMARY KEY, owner text NOT NULL, label text, hits int NOT NULL DEFAULT 0, writes int NOT NULL DEFAULT 0, is_new boolean NOT NULL DEFAULT true,
                poison boolean NOT NULL DEFAULT false, CONSTRAINT no_label CHECK (NOT poison OR label IS NULL));
            INSERT INTO accounts (id, owner, is_new) SELECT i, 'owner ' || i, false FROM generate_series(1, {rows}) i;
            CREATE OR REPLACE FUNCTION sync_label() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF coalesce(current_setting('migration_safety.backfill', true), '') = '' AND (TG_OP = 'INSERT' OR NEW.owner IS DISTINCT FROM OLD.owner) THEN
                    NEW.label := label_of(NEW.owner);
                END IF;
                RETURN NEW;
            END $$;
            CREATE TRIGGER sync_label BEFORE INSERT OR UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION sync_label();
            UPDATE accounts SET poison = true WHERE id % greatest({rows} / nullif({poison}, 0), 1) = 7 AND {poison} > 0;
            ANALYZE accounts
            """);
    }

    /// <summary>Every row has its label; every row that was there before was touched by exactly one committed batch, no row by two.</summary>
    public async Task ProveAsync(string seed)
    {
        Assert.True(await CountAsync("NOT poison AND label IS DISTINCT FROM label_of(owner)") == 0, $"{await CountAsync("NOT poison AND label IS DISTINCT FROM label_of(owner)")} rows lost their label ({seed})");
        Assert.True(await CountAsync("NOT is_new AND NOT poison AND hits = 0") == 0, $"{await CountAsync("NOT is_new AND NOT poison AND hits = 0")} rows were never reached ({seed})");
        Assert.True(await CountAsync("hits > 1") == 0, $"{await CountAsync("hits > 1")} rows were written more than once ({seed})");
        Assert.Equal(rows, await CountAsync("NOT is_new"));
    }

    public Task<long> CountAsync(string where) => ReadAsync<long>($"SELECT count(*) FROM accounts WHERE {where}");

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
