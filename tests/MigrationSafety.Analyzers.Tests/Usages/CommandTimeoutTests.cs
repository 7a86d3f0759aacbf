using System.Threading.Tasks;
using MigrationSafety.Verification;
using Xunit;

namespace MigrationSafety.Analyzers.Tests.Usages;

/// <summary>MIG4011 asks whether the project's code raises the command timeout.</summary>
public sealed class CommandTimeoutTests
{
    [Theory]
    [InlineData("options.UseNpgsql(\"Host=db\", o => o.CommandTimeout(600));")]
    [InlineData("options.UseNpgsql(\"Host=db\", o => o.CommandTimeout(Minutes * 60));")]
    [InlineData("options.UseNpgsql(\"Host=db;Command Timeout=0\");")]
    [InlineData("options.UseNpgsql($\"Host={Name};CommandTimeout=600\");")]
    [InlineData("Database.SetCommandTimeout(TimeSpan.FromHours(1));")]
    [InlineData("var text = new Npgsql.NpgsqlConnectionStringBuilder { CommandTimeout = 0 };")]
    [InlineData("var text = new Npgsql.NpgsqlConnectionStringBuilder(); text.CommandTimeout = 120;")]
    public async Task A_project_that_raises_it_is_clean(string code) => await Project(code, found: false).VerifyAsync();

    [Theory]
    [InlineData("options.UseNpgsql(\"Host=db\");")]
    [InlineData("options.UseNpgsql(\"Host=db\", o => o.CommandTimeout(10));")]
    [InlineData("options.UseNpgsql(\"Host=db;Command Timeout=15\");")]
    [InlineData("// o.CommandTimeout(600)")]
    [InlineData("var seconds = Database.GetCommandTimeout();")]
    public async Task One_that_does_not_is_told(string code) => await Project(code, found: true).VerifyAsync();

    private static TestProject Project(string code, bool found) => new TestProject()
        .WithText("/src/ShopContext.cs", $$"""
            using System;
            using Microsoft.EntityFrameworkCore;

            public class ShopContext : DbContext
            {
                private const int Minutes = 5;
                private static readonly string Name = Environment.MachineName;

                protected override void OnConfiguring(DbContextOptionsBuilder options)
                {
                    _ = Minutes + Name;
                    {{code}}
                }
            }
            """)
        .With("/src/Migrations/20240101000000_Index.cs", $$"""
            using Microsoft.EntityFrameworkCore.Infrastructure;
            using Microsoft.EntityFrameworkCore.Migrations;

            [DbContext(typeof(ShopContext))]
            [Migration("20240101000000_Index")]
            public class Index : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder) =>
                    migrationBuilder.Sql("{{(found ? "{|MIG4011:" : "")}}CREATE INDEX CONCURRENTLY ix ON orders (at){{(found ? "|}" : "")}}", suppressTransaction: true);

                protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP INDEX ix");
            }
            """);
}
