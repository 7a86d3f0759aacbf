using Xunit;

namespace MigrationSafety.Core.Tests.Sql;

public sealed class ObjectTests
{
    [Theory]
    [InlineData("create domain s.d as int not null check (value>0)",
        "CreateDomain Domain=s.d BaseType=int4 HasConstraint")]
    [InlineData("create domain d as varchar(10)",
        "CreateDomain Domain=d BaseType=varchar(10)")]
    [InlineData("alter domain s.d add constraint x check (value>0) not valid",
        "AlterDomain Domain=s.d Kind=AddConstraintNotValid ConstraintName=x")]
    [InlineData("alter domain d add check (value>0)",
        "AlterDomain Domain=d Kind=AddConstraint")]
    [InlineData("alter domain d validate constraint x",
        "AlterDomain Domain=d Kind=ValidateConstraint ConstraintName=x")]
    [InlineData("alter domain d set not null",
        "AlterDomain Domain=d Kind=SetNotNull")]
    [InlineData("alter domain d drop not null",
        "AlterDomain Domain=d Kind=Other")]
    [InlineData("alter domain d drop constraint if exists x",
        "AlterDomain Domain=d Kind=Other ConstraintName=x")]
    [InlineData("alter domain d set default 1",
        "AlterDomain Domain=d Kind=Other")]
    [InlineData("create type s.x as enum ('a')",
        "DefineObject Kind=Enum Name=s.x Labels=[a]")]
    [InlineData("create type x as (a int)",
        "DefineObject Kind=CompositeType Name=x")]
    [InlineData("create type x as range (subtype=int)",
        "DefineObject Kind=Type Name=x")]
    [InlineData("create type x",
        "DefineObject Kind=Type Name=x")]
    [InlineData("alter type s.\"Mood\" add value if not exists 'x' after 'y'",
        "AlterEnum Type=s.Mood Kind=AddValue Value=x IfNotExists")]
    [InlineData("alter type ty add value 'x'",
        "AlterEnum Type=ty Kind=AddValue Value=x")]
    [InlineData("alter type ty rename value 'x' to 'y'",
        "AlterEnum Type=ty Kind=RenameValue Value=x NewValue=y")]
    [InlineData("alter type ty owner to y",
        "DefineObject Kind=Type Name=ty IsAlter")]
    public void Types_and_domains(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("create or replace trigger x after update of a,b on s.t for each row execute function f()",
        "CreateTrigger Table=s.t Name=x OrReplace Events=Update UpdateOfColumns=[a, b]")]
    [InlineData("create constraint trigger x after insert on t from r for each row execute function f()",
        "CreateTrigger Table=t Name=x IsConstraint ReferencedTable=r Events=Insert")]
    [InlineData("create policy p on s.t using (a = current_user) with check (b > 0)",
        "DefineObject Table=s.t Kind=Policy Name=p Columns=[a, b]")]
    [InlineData("alter policy p on t using (true)",
        "DefineObject Table=t Kind=Policy Name=p IsAlter")]
    [InlineData("create rule r as on insert to s.t do instead nothing",
        "DefineObject Table=s.t Kind=Rule Name=r")]
    [InlineData("create or replace rule r as on insert to s.t do also delete from u",
        "DefineObject Table=s.t Kind=Rule Name=r OrReplace")]
    [InlineData("create publication p for table a, s.b",
        "DefineObject Table=a Kind=Publication Name=p",
        "DefineObject Table=s.b Kind=Publication Name=p")]
    [InlineData("create publication p for all tables",
        "DefineObject Kind=Publication Name=p")]
    [InlineData("alter publication p add table x",
        "DefineObject Table=x Kind=Publication Name=p IsAlter")]
    [InlineData("create statistics if not exists st on a,b from s.t",
        "DefineObject Table=s.t Kind=Statistics Name=st IfNotExists")]
    [InlineData("create statistics on a,b from t",
        "DefineObject Table=t Kind=Statistics Name=")]
    [InlineData("alter statistics st set statistics 100",
        "DefineObject Kind=Statistics Name=st IsAlter")]
    [InlineData("create sequence if not exists s start 1 owned by s.t.c",
        "DefineObject Table=s.t Kind=Sequence Name=s IfNotExists")]
    [InlineData("alter sequence s owned by t.c",
        "DefineObject Table=t Kind=Sequence Name=s IsAlter")]
    [InlineData("alter sequence s owned by none",
        "DefineObject Kind=Sequence Name=s IsAlter")]
    [InlineData("alter sequence s restart",
        "DefineObject Kind=Sequence Name=s IsAlter")]
    [InlineData("comment on table s.t is 'x'",
        "Comment ObjectType=TABLE Relation=s.t")]
    [InlineData("comment on column s.t.c is 'x'",
        "Comment ObjectType=COLUMN Relation=s.t")]
    [InlineData("comment on index ix is null",
        "Comment ObjectType=INDEX Relation=ix")]
    [InlineData("comment on materialized view v is 'x'",
        "Comment ObjectType=MATERIALIZED VIEW Relation=v")]
    [InlineData("comment on constraint c on s.t is 'x'",
        "Comment ObjectType=CONSTRAINT Relation=s.t")]
    [InlineData("comment on trigger x on t is 'x'",
        "Comment ObjectType=TRIGGER Relation=t")]
    [InlineData("comment on function f(int) is 'x'",
        "Comment ObjectType=FUNCTION")]
    [InlineData("comment on constraint c on domain d is 'x'",
        "Comment ObjectType=DOMAIN CONSTRAINT")]
    [InlineData("comment on schema s is 'x'",
        "Comment ObjectType=SCHEMA")]
    [InlineData("comment on type s.s is 'x'",
        "Comment ObjectType=TYPE")]
    [InlineData("grant select on t, s.u to bob",
        "GrantOrRevoke Tables=[t, s.u]")]
    [InlineData("revoke all on all tables in schema s from bob",
        "GrantOrRevoke")]
    [InlineData("grant usage on schema s to x",
        "GrantOrRevoke")]
    public void Objects_of_a_table(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("create extension if not exists \"uuid-ossp\"",
        "DefineObject Kind=Extension Name=uuid-ossp IfNotExists")]
    [InlineData("alter extension citext update",
        "DefineObject Kind=Extension Name=citext IsAlter")]
    [InlineData("create schema if not exists s",
        "DefineObject Kind=Schema Name=s IfNotExists")]
    [InlineData("create schema s create table t (a int) create index i on t (a) create view v as select 1 from t",
        "DefineObject Kind=Schema Name=s",
        "CreateTable Table=s.t Columns=[{Name=a Type=int4}]",
        "CreateIndex Table=s.t Name=i Columns=[a]",
        "CreateView View=s.v Sources=[s.t]")]
    [InlineData("create or replace function s.f(a int) returns int language sql as $$ alter table t add c int $$",
        "DefineObject Kind=Function Name=s.f OrReplace")]
    [InlineData("create procedure p() begin atomic delete from t; end",
        "DefineObject Kind=Function Name=p")]
    [InlineData("alter function s.f(int) immutable",
        "DefineObject Kind=Function Name=s.f IsAlter")]
    [InlineData("alter schema s owner to x",
        "DefineObject Kind=Schema Name=s IsAlter")]
    [InlineData("create collation x from \"C\"",
        "DefineObject Kind=Collation Name=x")]
    [InlineData("create aggregate s.a(int) (sfunc=f, stype=int)",
        "DefineObject Kind=Function Name=s.a")]
    public void Objects_beside_tables(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));

    [Theory]
    [InlineData("create database x",
        "OtherStatement Node=CreatedbStmt NotInTransaction")]
    [InlineData("drop database x",
        "OtherStatement Node=DropdbStmt NotInTransaction")]
    [InlineData("create tablespace x location 'a'",
        "OtherStatement Node=CreateTableSpaceStmt NotInTransaction")]
    [InlineData("drop tablespace x",
        "OtherStatement Node=DropTableSpaceStmt NotInTransaction")]
    [InlineData("alter system set x=1",
        "OtherStatement Node=AlterSystemStmt NotInTransaction")]
    [InlineData("alter database d set tablespace x",
        "OtherStatement Node=AlterDatabaseStmt NotInTransaction")]
    [InlineData("alter database x set y=1",
        "OtherStatement Node=AlterDatabaseSetStmt")]
    [InlineData("create subscription s connection 'x' publication p",
        "OtherStatement Node=CreateSubscriptionStmt NotInTransaction")]
    [InlineData("create subscription s connection 'x' publication p with (connect=false)",
        "OtherStatement Node=CreateSubscriptionStmt")]
    [InlineData("create subscription s connection 'x' publication p with (create_slot=off)",
        "OtherStatement Node=CreateSubscriptionStmt")]
    [InlineData("alter subscription s refresh publication",
        "OtherStatement Node=AlterSubscriptionStmt NotInTransaction")]
    [InlineData("alter subscription s set publication p",
        "OtherStatement Node=AlterSubscriptionStmt NotInTransaction")]
    [InlineData("alter subscription s set publication p with (refresh = false)",
        "OtherStatement Node=AlterSubscriptionStmt")]
    [InlineData("alter subscription s disable",
        "OtherStatement Node=AlterSubscriptionStmt")]
    [InlineData("drop subscription s",
        "OtherStatement Node=DropSubscriptionStmt NotInTransaction")]
    [InlineData("discard all",
        "OtherStatement Node=DiscardStmt NotInTransaction")]
    [InlineData("discard temp",
        "OtherStatement Node=DiscardStmt")]
    [InlineData("create role x",
        "OtherStatement Node=CreateRoleStmt")]
    [InlineData("notify x",
        "OtherStatement Node=NotifyStmt")]
    [InlineData("grant bob to alice",
        "OtherStatement Node=GrantRoleStmt")]
    [InlineData("execute x",
        "OtherStatement Node=ExecuteStmt")]
    public void Statements_that_no_transaction_may_hold_say_so(string sql, params string[] changes) =>
        Assert.Equal(changes, ChangeText.Of(sql));
}
