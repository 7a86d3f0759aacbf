using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Engine;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace MigrationSafety.Runtime.Tests.EntityFramework;

/// <summary>Backfills that are written as ExecuteUpdate, on EF Core 8 and 10.</summary>
public sealed class EntityBackfillTests
{
    private const string Schema = """
        CREATE SCHEMA shop;
        CREATE TABLE shop."Customers" ("Id" int PRIMARY KEY, "Name" text NOT NULL);
        CREATE TABLE shop."Orders" ("Id" uuid PRIMARY KEY, "CustomerId" int NOT NULL, "Amount" numeric(12, 2) NOT NULL, "State" text NOT NULL, "IsDeleted" boolean NOT NULL, "Label" text, "Since" timestamptz);
        INSERT INTO shop."Customers" SELECT i, 'It''s ' || i FROM generate_series(1, 10) i;
        INSERT INTO shop."Orders" SELECT md5(i::text)::uuid, 1 + i % 10, i / 3.0, CASE WHEN i % 2 = 0 THEN 'Open' ELSE 'Closed' END, i % 5 = 0 FROM generate_series(1, 5000) i
        """;

    [Fact]
    public async Task Setters_and_filters_run_over_ranges_of_the_key()
    {
        await using var database = await Database.CreateAsync(Schema);

        var status = await new BackfillRunner(database.Source).RunAsync(new FillLabels(() => new ShopContext(database.ConnectionString), "it's \\ \"new\" @p_0"));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(2500, status.RowsChanged);
        Assert.Equal(2500, await database.ReadAsync<long>("""SELECT count(*) FROM shop."Orders" o JOIN shop."Customers" c ON c."Id" = o."CustomerId" WHERE o."State" = 'Open' AND "Label" = 'it''s \ "new" @p_0' || c."Name" || '/' || upper("State") AND "Since" = '2026-01-02 03:04:05Z'"""));
        Assert.Equal(0, await database.ReadAsync<long>("""SELECT count(*) FROM shop."Orders" WHERE "State" <> 'Open' AND ("Label" IS NOT NULL OR "Since" IS NOT NULL)"""));
    }

    [Fact]
    public async Task An_update_of_all_rows_needs_no_filter()
    {
        await using var database = await Database.CreateAsync(Schema);

        var status = await new BackfillRunner(database.Source).RunAsync(new Simple(() => new ShopContext(database.ConnectionString)));

        Assert.True(status.IsComplete, status.Reason);
        Assert.Equal(5000, status.RowsChanged);
    }

    [Theory]
    [InlineData(true, "A navigation in a setter becomes a join")]
    [InlineData(false, "runs no ExecuteUpdate")]
    public async Task What_cannot_be_bounded_by_a_range_is_refused(bool join, string message)
    {
        await using var database = await Database.CreateAsync(Schema);

        var refused = await Assert.ThrowsAsync<BackfillException>(() => new BackfillRunner(database.Source).RunAsync(new Odd(() => new ShopContext(database.ConnectionString), join)));

        Assert.Contains(message, refused.Message);
        Assert.Equal(0, await database.ReadAsync<long>("""SELECT count("Label") FROM shop."Orders" """));
    }

    private sealed class FillLabels(Func<ShopContext> contexts, string prefix) : Backfill<ShopContext, Order>(contexts)
    {
        public override string Name => "labels";

        protected override Task UpdateAsync(ShopContext context, IQueryable<Order> rows, CancellationToken cancellation)
        {
            var since = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
            return rows.Where(o => o.State == OrderState.Open || o.Label == "never").ExecuteUpdateAsync(
                s => s.SetProperty(o => o.Label, o => prefix + context.Customers.Where(c => c.Id == o.CustomerId).Select(c => c.Name).First() + "/" + (o.State == OrderState.Open ? "OPEN" : "CLOSED")).SetProperty(o => o.Since, since),
                cancellation);
        }
    }

    private sealed class Simple(Func<ShopContext> contexts) : Backfill<ShopContext, Order>(contexts)
    {
        public override string Name => "simple";

        protected override Task UpdateAsync(ShopContext context, IQueryable<Order> rows, CancellationToken cancellation) => rows.ExecuteUpdateAsync(s => s.SetProperty(o => o.Label, o => o.Amount > 5 ? "large" : "small"), cancellation);
    }

    private sealed class Odd(Func<ShopContext> contexts, bool join) : Backfill<ShopContext, Order>(contexts)
    {
        public override string Name => "odd";

        protected override Task UpdateAsync(ShopContext context, IQueryable<Order> rows, CancellationToken cancellation) => join
            ? rows.ExecuteUpdateAsync(s => s.SetProperty(o => o.Label, o => o.Customer!.Name), cancellation)
            : Task.CompletedTask;
    }
}
