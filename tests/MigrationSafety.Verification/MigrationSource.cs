namespace MigrationSafety.Verification;

/// <summary>The frame around a migration's Up.</summary>
public static class MigrationSource
{
    /// <summary>A whole file; <paramref name="members"/> stand in the class beside Up.</summary>
    public static string Of(string id, string up, string context = "ShopContext", string members = "") => $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Reflection;
        using System.Text;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

        namespace Shop.Migrations
        {
            [DbContext(typeof({{context}}))]
            [Migration("{{id}}")]
            public partial class {{ClassName(id)}} : Migration
            {
                protected override void Up(MigrationBuilder migrationBuilder)
                {
        {{up}}
                }

                // Without a target model EF Core emits ALTER COLUMN ... TYPE with every AlterColumn.
                protected override void BuildTargetModel(ModelBuilder modelBuilder)
                {
                }

        {{members}}{{Down(members)}}
            }

            public partial class {{context}} : DbContext
            {
                // MIG4011 would be found with every concurrent index.
                private void RaiseTimeoutFor{{ClassName(id)}}() => Database.SetCommandTimeout(0);
            }
        }
        """;

    // MIG3010 would be found with every one that is missing.
    private static string Down(string members) =>
        members.Contains(" Down(", System.StringComparison.Ordinal) ? "" : " protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException();";

    private static string ClassName(string id) => "M" + id;
}
