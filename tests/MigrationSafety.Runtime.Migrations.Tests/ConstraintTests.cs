using System.Threading.Tasks;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Runtime.Migrations.Tests.Scenarios;
using Xunit;

namespace MigrationSafety.Runtime.Migrations.Tests;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(18)]
    public async Task They_end_as_the_plain_operations_would_and_go_again(int major)
    {
        await using var test = await MigrationTest.OnAsync(major, Orders.Schema);
        var before = await test.SchemaAsync("orders");

        await test.MigrateAsync<ConstraintContext>();
        Assert.Equal(
            [
                "code text NOT NULL",
                "customer_id integer",
                "id integer NOT NULL",
                "note text",
                "ak_code UNIQUE (code)",
                "ck_note CHECK ((note <> ''::text))",
                "fk_orders_customers FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE",
                "orders_pkey PRIMARY KEY (id)",
                "CREATE UNIQUE INDEX ak_code ON public.orders USING btree (code)",
                "CREATE UNIQUE INDEX orders_pkey ON public.orders USING btree (id)",
            ],
            await test.SchemaAsync("orders"));

        await using var context = test.Context<ConstraintContext>();
        await context.GetService<IMigrator>().MigrateAsync(Migration.InitialDatabase);
        Assert.Equal(before, await test.SchemaAsync("orders"));
    }
}
