using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.EfCore;
using MigrationSafety.Core.Options;
using MigrationSafety.Core.Recipes.Rewriting;
using MigrationSafety.Core.Rules;
using MigrationSafety.Core.State;
using Xunit;

namespace MigrationSafety.Core.Tests.Recipes;

/// <summary>SQL texts in, the calls that take their place out.</summary>
public sealed class RewriteTests
{
    [Fact]
    public void An_index_is_built_concurrently_after_its_leftover_is_dropped()
    {
        Assert.Equal(
            ["!DROP INDEX CONCURRENTLY IF EXISTS ix;", "!CREATE INDEX CONCURRENTLY ix ON orders (total);"],
            Rewrite("MIG1001", "CREATE INDEX ix ON orders (total);"));
    }

    [Fact]
    public void What_stands_between_keeps_its_order_in_calls_of_its_own()
    {
        Assert.Equal(
            [
                "ALTER TABLE orders ALTER a SET DEFAULT 1;\nCOMMENT ON TABLE orders IS 'x;y';",
                "!DROP INDEX CONCURRENTLY IF EXISTS s.\"Ix\";",
                "!create unique index CONCURRENTLY \"Ix\" on s.orders using btree (total) where total > 0;",
                "ANALYZE orders",
            ],
            Rewrite("MIG1001", """
                ALTER TABLE orders ALTER a SET DEFAULT 1;
                COMMENT ON TABLE orders IS 'x;y';
                create unique index "Ix" on s.orders using btree (total) where total > 0;
                ANALYZE orders
                """));
    }

    [Fact]
    public void Comments_stay_with_their_statement()
    {
        Assert.Equal(
            [
                "-- first\nCOMMENT ON TABLE orders IS 'x'; -- beside",
                "!DROP INDEX CONCURRENTLY IF EXISTS ix;",
                "!-- for the search\n/* really */\n-- soon\nCREATE INDEX CONCURRENTLY ix ON orders (total);",
                "-- last\nANALYZE orders;\n-- the end",
            ],
            Rewrite("MIG1001", """
                -- first
                COMMENT ON TABLE orders IS 'x'; -- beside
                -- for the search
                CREATE INDEX ix ON orders (total) /* really */; -- soon
                -- last
                ANALYZE orders;
                -- the end
                """));
    }

    [Fact]
    public void A_comment_at_the_end_without_semicolon_stays_whole()
    {
        Assert.Equal(
            ["!DROP INDEX CONCURRENTLY IF EXISTS ix;", "!-- soon\nCREATE INDEX CONCURRENTLY ix ON orders (total);"],
            Rewrite("MIG1001", "CREATE INDEX ix ON orders (total) -- soon"));
    }

    [Fact]
    public void A_foreign_key_is_added_without_a_look_and_validated_after_the_commit()
    {
        Assert.Equal(
            [
                "ALTER TABLE ONLY orders DROP CONSTRAINT IF EXISTS fk;\n"
                    + "ALTER TABLE ONLY orders ADD CONSTRAINT fk FOREIGN KEY (c) REFERENCES customers (id) DEFERRABLE NOT VALID;",
                "!ALTER TABLE ONLY orders VALIDATE CONSTRAINT fk;",
            ],
            Rewrite("MIG1004", "ALTER TABLE ONLY orders ADD CONSTRAINT fk FOREIGN KEY (c) REFERENCES customers (id) DEFERRABLE -- later\n;")
                .Select(static s => s.Replace("-- later\n", "")));
    }

    [Fact]
    public void The_other_commands_of_an_ALTER_TABLE_come_first()
    {
        Assert.Equal(
            [
                "ALTER TABLE orders ALTER a SET DEFAULT 'x,y', ALTER b DROP NOT NULL;",
                "ALTER TABLE orders DROP CONSTRAINT IF EXISTS \"C 1\";\nALTER TABLE orders ADD CONSTRAINT \"C 1\" CHECK (a IN ('1', '2')) NOT VALID;",
                "!ALTER TABLE orders VALIDATE CONSTRAINT \"C 1\";",
            ],
            Rewrite("MIG1007", "ALTER TABLE orders ALTER a SET DEFAULT 'x,y', ADD CONSTRAINT \"C 1\" CHECK (a IN ('1', '2')), ALTER b DROP NOT NULL"));
    }

    [Fact]
    public void NOT_NULL_is_proven_by_a_check_that_goes_again()
    {
        Assert.Equal(
            [
                "ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_total_not_null_check;\n"
                    + "ALTER TABLE orders ADD CONSTRAINT orders_total_not_null_check CHECK (total IS NOT NULL) NOT VALID;",
                "!ALTER TABLE orders VALIDATE CONSTRAINT orders_total_not_null_check;",
                "ALTER TABLE orders ALTER COLUMN total SET NOT NULL;",
                "ALTER TABLE orders DROP CONSTRAINT orders_total_not_null_check;",
            ],
            Rewrite("MIG1008", "ALTER TABLE orders ALTER COLUMN total SET NOT NULL"));
    }

    [Fact]
    public void Since_18_a_constraint_of_its_own_is_the_NOT_NULL()
    {
        Assert.Equal(
            [
                "ALTER TABLE orders DROP CONSTRAINT IF EXISTS orders_total_not_null;\n"
                    + "ALTER TABLE orders ADD CONSTRAINT orders_total_not_null NOT NULL total NOT VALID;",
                "!ALTER TABLE orders VALIDATE CONSTRAINT orders_total_not_null;",
            ],
            Rewrite("MIG1008", "ALTER TABLE orders ALTER total SET NOT NULL", version: 18));
    }

    [Theory]
    [InlineData("MIG1008", "ALTER TABLE orders ALTER total SET NOT NULL", 11)]
    [InlineData("MIG1001", "CREATE INDEX ON orders (total)", 15)]
    [InlineData("MIG1001", "CREATE INDEX ix ON events (id)", 15)]
    [InlineData("MIG1002", "DROP INDEX ix_events", 15)]
    [InlineData("MIG1002", "DROP INDEX ix CASCADE", 15)]
    [InlineData("MIG1004", "ALTER TABLE events ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES known (id)", 17)]
    [InlineData("MIG1004", "ALTER TABLE orders ADD FOREIGN KEY (c) REFERENCES known (id)", 15)]
    [InlineData("MIG1001", "CREATE INDEX ix ON orders (total); ALTER TABLE orders ADD COLUMN x int;", 15)]
    [InlineData("MIG1001", "CREATE INDEX ix ON orders (total); UPDATE orders SET a = a + 1;", 15)]
    [InlineData("MIG1001", "CREATE UNIQUE INDEX ix ON known (id); ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (c) REFERENCES known (id);", 15)]
    [InlineData("MIG1001", "DO $$ BEGIN CREATE INDEX ix ON orders (total); END $$", 15)]
    public void Nothing_is_offered_where_no_form_in_place_holds(string rule, string sql, int version)
    {
        Assert.Empty(Rewrite(rule, sql, version));
    }

    [Fact]
    public void A_name_that_PostgreSQL_would_choose_is_used_where_the_whole_table_is_known()
    {
        Assert.Equal(
            [
                "ALTER TABLE known DROP CONSTRAINT IF EXISTS known_parent_fkey;\n"
                    + "ALTER TABLE known ADD CONSTRAINT known_parent_fkey FOREIGN KEY (parent) REFERENCES known (id) NOT VALID;",
                "!ALTER TABLE known VALIDATE CONSTRAINT known_parent_fkey;",
            ],
            Rewrite("MIG1004", "ALTER TABLE known ADD FOREIGN KEY (parent) REFERENCES known (id)"));
    }

    [Fact]
    public void Several_indexes_of_one_DROP_are_dropped_one_by_one()
    {
        Assert.Equal(
            ["!DROP INDEX CONCURRENTLY IF EXISTS a;", "!DROP INDEX CONCURRENTLY IF EXISTS s.\"B\";"],
            Rewrite("MIG1002", "DROP INDEX a, s.\"B\""));
    }

    [Fact]
    public void Several_constraints_of_one_ALTER_TABLE_are_added_one_by_one()
    {
        Assert.Equal(
            [
                "ALTER TABLE orders DROP CONSTRAINT IF EXISTS a;\nALTER TABLE orders ADD CONSTRAINT a CHECK (x > 0) NOT VALID;",
                "!ALTER TABLE orders VALIDATE CONSTRAINT a;",
                "ALTER TABLE orders DROP CONSTRAINT IF EXISTS b;\nALTER TABLE orders ADD CONSTRAINT b CHECK (y > 0) NOT VALID;",
                "!ALTER TABLE orders VALIDATE CONSTRAINT b;",
            ],
            Rewrite("MIG1007", "ALTER TABLE orders ADD CONSTRAINT a CHECK (x > 0), ADD CONSTRAINT b CHECK (y > 0)"));
    }

    [Fact]
    public void A_valid_index_stays_where_IF_NOT_EXISTS_is_written()
    {
        Assert.Equal(
            [
                "DO $$ BEGIN IF EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('\"Ix\"') AND NOT indisvalid) "
                    + "THEN DROP INDEX IF EXISTS \"Ix\"; END IF; END $$;",
                "!CREATE INDEX CONCURRENTLY IF NOT EXISTS \"Ix\" ON orders (total);",
            ],
            Rewrite("MIG1001", "CREATE INDEX IF NOT EXISTS \"Ix\" ON orders (total)"));
    }

    [Fact]
    public void All_that_has_a_recipe_goes_together_where_one_alone_would_leave_the_rest_half_applied()
    {
        const string Both = """
            CREATE INDEX ix ON orders (c);
            ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (c) REFERENCES customers (id);
            """;

        var rewrite = RewriteRule("MIG1001", Both, 15);

        Assert.NotNull(rewrite);
        Assert.Equal(["MIG1001", "MIG1004"], rewrite.Findings.Select(static f => f.Rule.Id).Order());
        Assert.Equal("Make 2 changes of this migration without blocking", rewrite.Title);
    }

    [Fact]
    public void A_rewritten_migration_has_nothing_left_to_rewrite()
    {
        var first = RewriteRule("MIG1001", "CREATE INDEX ix ON orders (c); DROP INDEX old;", 15);

        Assert.NotNull(first);
        var again = Review(first.Result, 15);
        Assert.Empty(InPlaceRewriter.Fixable(again, again.Judge()));
    }

    private static string[] Rewrite(string rule, string sql, int version = 15) =>
        RewriteRule(rule, sql, version)?.Steps.Single().Parts.Cast<SqlPart>()
            .Select(static p => (p.SuppressTransaction ? "!" : "") + p.Sql)
            .ToArray() ?? [];

    private static MigrationRewrite? RewriteRule(string rule, string sql, int version)
    {
        var steps = ImmutableArray.Create(new ChangeStep { Index = 0, Method = "Sql", Sql = sql });
        var review = Review(ChangeSetLowering.Lower(new ChangeSet { Id = "20260101000000_Test", Steps = steps }, Known()).ChangeSet, version);
        var judgement = review.Judge();

        Assert.Contains(judgement, f => f.Rule.Id == rule);
        return InPlaceRewriter.ForRules(review, judgement, [rule], InPlaceRewriter.Fixable(review, judgement));
    }

    private static MigrationUnderReview Review(ChangeSet changeSet, int version) => new()
    {
        ChangeSet = changeSet,
        Before = Known(),
        Options = SafetyOptions.Default with { PostgresVersion = new PostgresVersion(version), DeployedThrough = "none" },
        NewRelations = NewRelations.None,
    };

    private static SchemaState Known()
    {
        var steps = ImmutableArray.Create(new ChangeStep
        {
            Index = 0,
            Method = "Sql",
            Sql = """
                CREATE TABLE known (id int PRIMARY KEY, parent int);
                CREATE TABLE events (id int, at timestamptz) PARTITION BY RANGE (at);
                CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                CREATE INDEX ix_events ON events (id);
                """,
        });
        return ChangeSetLowering.Lower(new ChangeSet { Id = "20250101000000_Base", Steps = steps }, SchemaState.Empty).After;
    }
}
