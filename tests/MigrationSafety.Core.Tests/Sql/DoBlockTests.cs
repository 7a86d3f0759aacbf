using System.Linq;
using MigrationSafety.Core.Sql;
using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class DoBlockTests
{
    [Theory]
    [InlineData("DO $$ BEGIN ALTER TABLE t ADD c int; DROP INDEX ix; END $$;",
        "AddColumn Table=t Column={Name=c Type=int4} in DO | ALTER TABLE t ADD c int",
        "DropIndex Index=ix in DO | DROP INDEX ix")]
    [InlineData(
        "DO $$\nBEGIN\n  -- DROP TABLE t\n  DROP TABLE t; DROP TABLE t;\n  UPDATE t SET a = 1\n   WHERE b;\nEND\n$$;",
        "DropTable Table=t in DO | DROP TABLE t",
        "DropTable Table=t in DO | DROP TABLE t",
        "DataChange Table=t Kind=Update HasWhere Columns=[a] in DO | UPDATE t SET a = 1\n   WHERE b")]
    [InlineData("SELECT 'é😀'; DO LANGUAGE plpgsql $x$ BEGIN UPDATE \"é😀\" SET a = 'x'; END $x$",
        "DataChange Kind=Select | SELECT 'é😀'",
        "DataChange Table=é😀 Kind=Update Columns=[a] in DO | UPDATE \"é😀\" SET a = 'x'")]
    [InlineData("DO 'BEGIN DROP TABLE t; END'",
        "DropTable Table=t in DO | DROP TABLE t")]
    [InlineData("DO 'BEGIN DROP TABLE \"it''s\"; END'",
        "DropTable Table=it's in DO | DO 'BEGIN DROP TABLE \"it''s\"; END'")]
    [InlineData(
        "DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_indexes WHERE indexname = 'ix') THEN CREATE INDEX ix ON t (a); END IF; ALTER TABLE t ADD c int; END $$",
        "CreateIndex Table=t Name=ix Columns=[a] guarded in DO | CREATE INDEX ix ON t (a)",
        "AddColumn Table=t Column={Name=c Type=int4} in DO | ALTER TABLE t ADD c int")]
    [InlineData(
        "DO $$ BEGIN IF NOT EXISTS(SELECT 1 FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" = '2023') THEN CREATE TABLE \"Blogs\" (\"Id\" integer); END IF; END $$",
        "CreateTable Table=Blogs Columns=[{Name=Id Type=int4}] guarded in DO | CREATE TABLE \"Blogs\" (\"Id\" integer)")]
    [InlineData(
        "DO $$ BEGIN IF a THEN DROP TABLE t1; ELSIF b THEN DROP TABLE t2; ELSE DROP TABLE t3; END IF; END $$",
        "DropTable Table=t1 guarded in DO | DROP TABLE t1",
        "DropTable Table=t2 guarded in DO | DROP TABLE t2",
        "DropTable Table=t3 guarded in DO | DROP TABLE t3")]
    [InlineData("DO $$ BEGIN CASE n WHEN 1 THEN DROP TABLE x1; ELSE DROP TABLE x2; END CASE; END $$",
        "DropTable Table=x1 guarded in DO | DROP TABLE x1",
        "DropTable Table=x2 guarded in DO | DROP TABLE x2")]
    [InlineData("DO $$ BEGIN CREATE TYPE m AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        "DefineObject Kind=Enum Name=m Labels=[a] guarded in DO | CREATE TYPE m AS ENUM ('a')")]
    [InlineData(
        "DO $$ BEGIN BEGIN DROP TABLE a; EXCEPTION WHEN undefined_table THEN DROP TABLE b; END; DROP TABLE c; END $$",
        "DropTable Table=a guarded in DO | DROP TABLE a",
        "DropTable Table=b guarded in DO | DROP TABLE b",
        "DropTable Table=c in DO | DROP TABLE c")]
    [InlineData(
        "DO $$\nDECLARE n int;\nBEGIN LOOP\n UPDATE t SET a = 1 WHERE id IN (SELECT id FROM t WHERE a IS NULL LIMIT 1000);\n GET DIAGNOSTICS n = ROW_COUNT; EXIT WHEN n = 0; COMMIT;\n END LOOP; END $$",
        "DataChange Table=t Kind=Update Sources=[t] HasWhere Columns=[a] InLoop in DO | UPDATE t SET a = 1 WHERE id IN (SELECT id FROM t WHERE a IS NULL LIMIT 1000)",
        "TransactionControl Kind=Commit in DO | COMMIT")]
    [InlineData(
        "DO $$ BEGIN WHILE true LOOP DELETE FROM t; END LOOP; FOR i IN 1..10 LOOP INSERT INTO t VALUES (i); END LOOP; TRUNCATE t; END $$",
        "DataChange Table=t Kind=Delete InLoop in DO | DELETE FROM t",
        "DataChange Table=t Kind=Insert HasLiteralRows InLoop in DO | INSERT INTO t VALUES (i)",
        "Truncate Tables=[t] in DO | TRUNCATE t")]
    [InlineData(
        "DO $$ DECLARE cur CURSOR FOR SELECT * FROM t; r record; BEGIN FOR r IN cur LOOP UPDATE t SET a = 1 WHERE CURRENT OF cur; END LOOP; END $$",
        "DataChange Kind=Select Sources=[t] in DO | SELECT * FROM t",
        "DataChange Table=t Kind=Update HasWhere Columns=[a] InLoop in DO | UPDATE t SET a = 1 WHERE CURRENT OF cur")]
    [InlineData(
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM t LOOP DELETE FROM u WHERE id = r.id; END LOOP; END $$",
        "DataChange Kind=Select Sources=[t] in DO | SELECT id FROM t",
        "DataChange Table=u Kind=Delete HasWhere InLoop in DO | DELETE FROM u WHERE id = r.id")]
    [InlineData(
        "DO $$ BEGIN PERFORM set_config('lock_timeout', '5s', true); PERFORM pg_advisory_xact_lock(1); CALL p(1); END $$",
        "SetParameter Name=lock_timeout Value=5s IsLocal in DO | PERFORM set_config('lock_timeout', '5s', true)",
        "DataChange Kind=Select Functions=[pg_advisory_xact_lock] in DO | PERFORM pg_advisory_xact_lock(1)",
        "DataChange Kind=Select Functions=[p] in DO | CALL p(1)")]
    [InlineData(
        "DO $$ DECLARE n int; BEGIN n := (SELECT count(*) FROM big); n := nextval('s'); n := abs(1); IF nextval('s') > 1 THEN NULL; END IF; END $$",
        "DataChange Kind=Select Sources=[big] Functions=[count] in DO | n := (SELECT count(*) FROM big)",
        "DataChange Kind=Select Functions=[nextval] Sequences=[s] in DO | n := nextval('s')",
        "DataChange Kind=Select Functions=[nextval] Sequences=[s] in DO | nextval('s') > 1")]
    [InlineData(
        "DO $$ DECLARE n int; BEGIN n := (SELECT count(*) FROM u); SELECT max(id) INTO n FROM t; END $$",
        "DataChange Kind=Select Sources=[u] Functions=[count] in DO | n := (SELECT count(*) FROM u)",
        "DataChange Kind=Select Sources=[t] Functions=[max] in DO | SELECT max(id) INTO n FROM t")]
    [InlineData("DO $$ DECLARE r t%rowtype; id t.id%type; BEGIN SELECT * INTO STRICT r FROM t; END $$",
        "DataChange Kind=Select Sources=[t] in DO | SELECT * INTO STRICT r FROM t")]
    [InlineData(
        "DO $$ BEGIN CREATE FUNCTION f() RETURNS int AS $f$ begin drop table x; end $f$ LANGUAGE plpgsql; END $$",
        "DefineObject Kind=Function Name=f in DO | CREATE FUNCTION f() RETURNS int AS $f$ begin drop table x; end $f$ LANGUAGE plpgsql")]
    [InlineData(
        "DO $x$ BEGIN DO $y$ BEGIN DROP TABLE t; END $y$; EXECUTE 'do ''begin drop table u; end'''; END $x$",
        "DropTable Table=t in DO | DO $y$ BEGIN DROP TABLE t; END $y$",
        "DropTable Table=u in DO | EXECUTE 'do ''begin drop table u; end'''")]
    [InlineData("DO $$ BEGIN NULL; END $$")]
    public void What_a_block_runs_is_lowered_at_its_own_place(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.WithPlaces(sql));

    [Theory]
    [InlineData(
        "DO $$ DECLARE q text := 'alter table t add c int'; BEGIN EXECUTE q; q := q || ', add d int'; EXECUTE q; END $$",
        "AddColumn Table=t Column={Name=c Type=int4} in DO | EXECUTE q",
        "AddColumn Table=t Column={Name=c Type=int4} in DO | EXECUTE q",
        "AddColumn Table=t Column={Name=d Type=int4} in DO | EXECUTE q")]
    [InlineData(
        "DO $$ BEGIN EXECUTE format('drop table %I.%I cascade', 'My S', 't'); EXECUTE 'drop table ' || quote_ident('X') || ';' ; END $$",
        "DropTable Table=My S.t Cascade in DO | EXECUTE format('drop table %I.%I cascade', 'My S', 't')",
        "DropTable Table=X in DO | EXECUTE 'drop table ' || quote_ident('X') || ';'")]
    [InlineData(
        "DO $$ BEGIN EXECUTE format('alter table %2$I add %1$s text default %3$L', 'c', 't', 'it''s 100%%'); END $$",
        "AddColumn Table=t Column={Name=c Type=text Default={Sql='it''s 100%%' Volatility=Constant}} in DO | EXECUTE format('alter table %2$I add %1$s text default %3$L', 'c', 't', 'it''s 100%%')")]
    [InlineData(
        "DO $$ DECLARE t constant text := 'orders'; BEGIN EXECUTE concat('create index ix_', t, ' on ', quote_ident(t), ' (a)'); END $$",
        "CreateIndex Table=orders Name=ix_orders Columns=[a] in DO | EXECUTE concat('create index ix_', t, ' on ', quote_ident(t), ' (a)')")]
    [InlineData(
        "DO $$ DECLARE t text; BEGIN FOREACH t IN ARRAY ARRAY['a','B'] LOOP EXECUTE format('create index %I on %I (x)', 'ix_' || t, t); END LOOP; END $$",
        "CreateIndex Table=a Name=ix_a Columns=[x] in DO | EXECUTE format('create index %I on %I (x)', 'ix_' || t, t)",
        "CreateIndex Table=B Name=ix_B Columns=[x] in DO | EXECUTE format('create index %I on %I (x)', 'ix_' || t, t)")]
    [InlineData(
        "DO $$ DECLARE t text; ts text[] := '{a,b}'; BEGIN FOREACH t IN ARRAY ts LOOP EXECUTE 'truncate ' || t; END LOOP; END $$",
        "Truncate Tables=[a] in DO | EXECUTE 'truncate ' || t",
        "Truncate Tables=[b] in DO | EXECUTE 'truncate ' || t")]
    [InlineData(
        "DO $$ DECLARE r record; BEGIN FOR r IN SELECT unnest(ARRAY['a','b']) AS n LOOP EXECUTE 'drop table ' || r.n; END LOOP; END $$",
        "DataChange Kind=Select Functions=[unnest] in DO | SELECT unnest(ARRAY['a','b']) AS n",
        "DropTable Table=a in DO | EXECUTE 'drop table ' || r.n",
        "DropTable Table=b in DO | EXECUTE 'drop table ' || r.n")]
    [InlineData(
        "DO $$ DECLARE t text; BEGIN FOR t IN SELECT x FROM unnest(ARRAY['a','b']) x LOOP EXECUTE 'drop table ' || t; END LOOP; END $$",
        "DataChange Kind=Select Functions=[unnest] in DO | SELECT x FROM unnest(ARRAY['a','b']) x",
        "DropTable Table=a in DO | EXECUTE 'drop table ' || t",
        "DropTable Table=b in DO | EXECUTE 'drop table ' || t")]
    [InlineData(
        "DO $$ DECLARE q text; n int; BEGIN IF n > 1 THEN q := 'drop table a'; ELSE q := 'drop table b'; END IF; EXECUTE q; END $$",
        "DropTable Table=a in DO | EXECUTE q",
        "DropTable Table=b in DO | EXECUTE q")]
    [InlineData(
        "DO $$ DECLARE t text; q text := ''; BEGIN FOREACH t IN ARRAY ARRAY['a','b'] LOOP q := q || 'drop table ' || t || ';'; END LOOP; EXECUTE q; END $$",
        "DropTable Table=a in DO | EXECUTE q",
        "DropTable Table=b in DO | EXECUTE q")]
    public void EXECUTE_of_texts_made_from_constants_is_lowered(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.WithPlaces(sql));

    [Theory]
    [InlineData("DO $$ DECLARE r record; BEGIN FOR r IN SELECT tablename FROM pg_tables LOOP EXECUTE format('alter table %I add c int', r.tablename); END LOOP; END $$", "r.tablename")]
    [InlineData("DO $$ DECLARE q text; n int; BEGIN IF n > 1 THEN q := 'drop table a'; END IF; EXECUTE q; END $$", "q")]
    [InlineData("DO $$ DECLARE q text := 'drop table a'; BEGIN SELECT x INTO q FROM t; EXECUTE q; END $$", "q")]
    [InlineData("DO $$ DECLARE q text := 'drop table a'; BEGIN LOOP EXECUTE q; q := q || 'b'; END LOOP; END $$", "q")]
    [InlineData("DO $$ DECLARE q text := 'drop table a'; BEGIN DECLARE q text; BEGIN EXECUTE q; END; END $$", "q")]
    [InlineData("DO $$ BEGIN EXECUTE 'drop table ' || my.name(1); END $$", "my.name()")]
    [InlineData("DO $$ BEGIN EXECUTE (SELECT q FROM queries); END $$", "a query")]
    [InlineData("DO $$ BEGIN EXECUTE format('drop table %I'); END $$", "format('drop table %I')")]
    public void EXECUTE_of_a_computed_text_says_which_part_is_unknown(string sql, string part)
    {
        var reading = SqlReader.Read(sql);

        var problem = Assert.Single(reading.Unknown);
        Assert.Equal("EXECUTE runs a text that is known only at run time: " + part, problem.Message);
        Assert.StartsWith("EXECUTE", sql.Substring(problem.Span!.Value.Start, problem.Span.Value.Length));
        Assert.DoesNotContain(reading.Changes, change => change is not MigrationSafety.Core.Changes.DataChange);
    }

    [Fact]
    public void EXECUTE_of_a_text_that_does_not_parse_is_a_problem_of_its_place()
    {
        var problem = Assert.Single(SqlReader.Read("DO $$ BEGIN EXECUTE 'alter tabl x'; END $$").Unknown);

        Assert.Equal("EXECUTE runs a text that does not parse: syntax error at or near \"tabl\"", problem.Message);
    }

    [Theory]
    [InlineData("SELECT 1; DO $$ BEGIN alter tabl x; END $$", "syntax error at or near \"tabl\"", 28)]
    [InlineData("DO $$ BEGIN DELETE FROM t LIMIT 1; END $$", "syntax error at or near \"LIMIT\"", 26)]
    [InlineData("DO $$ BEGIN x x; END $$", "syntax error at or near \"x\"", 5)]
    [InlineData("DO $$ BEGIN IF a THEN END $$", "syntax error at end of input", 5)]
    public void A_body_with_a_syntax_error_is_a_syntax_error(string sql, string message, int position)
    {
        var error = SqlReader.Read(sql).Error;

        Assert.Equal(new SqlSyntaxError(message, position), error);
    }

    [Fact]
    public void A_body_in_another_language_is_unknown()
    {
        var reading = SqlReader.Read("DO LANGUAGE plv8 $$ drop() $$; DROP TABLE t");

        Assert.Equal("what a DO block in language plv8 runs is not read", Assert.Single(reading.Unknown).Message);
        Assert.Single(reading.Changes);
    }

    [Fact]
    public void All_of_a_block_is_one_statement()
    {
        var reading = SqlReader.Read("SELECT 1; DO $$ BEGIN DROP TABLE a; DROP TABLE b; END $$; DROP TABLE c");

        Assert.Equal([0, 1, 1, 2], reading.Changes.Select(change => change.Origin.Statement));
        Assert.Equal(3, reading.StatementCount);
    }

    [Fact]
    public void Blocks_that_nest_without_end_are_given_up()
    {
        var sql = "DROP TABLE t";
        for (var i = 0; i < 12; i++)
        {
            sql = $"DO $q{i}$ BEGIN {sql}; END $q{i}$";
        }

        Assert.Contains(SqlReader.Read(sql).Unknown, problem => problem.Message.Contains("nested too deeply"));
    }
}
