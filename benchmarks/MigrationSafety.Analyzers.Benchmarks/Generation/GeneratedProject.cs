using System;
using System.IO;
using System.Linq;

namespace MigrationSafety.Analyzers.Benchmarks.Generation;

/// <summary>A user's project on disk, with the packed analyzer and a package folder of its own.</summary>
internal sealed class GeneratedProject(string folder, string feed)
{
    public string Folder => folder;

    public static GeneratedMigration[] Migrations(int count) => [.. Enumerable.Range(0, count).Select(number => new GeneratedMigration(number))];

    public GeneratedProject WithMigrations(int count, bool designers)
    {
        WriteProject("""<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.0" />""");
        Write("GeneratedContext.cs", "namespace Generated { public sealed class GeneratedContext : Microsoft.EntityFrameworkCore.DbContext; }\n");
        foreach (var migration in Migrations(count))
        {
            // Without a Designer the attributes that make it a migration stand in the file itself.
            var source = designers
                ? migration.CSharp
                : migration.CSharp.Replace("    public partial", $"    [Microsoft.EntityFrameworkCore.Infrastructure.DbContext(typeof(GeneratedContext))]\n    [Migration(\"{migration.Id}\")]\n    public partial", StringComparison.Ordinal);
            Write($"Migrations/{migration.Id}.cs", source);
            if (designers)
            {
                Write($"Migrations/{migration.Id}.Designer.cs", GeneratedDesigner.Of(migration));
            }
        }

        return this;
    }

    /// <summary>As many classes of like size that have nothing to do with EF Core.</summary>
    public GeneratedProject WithoutEfCore(int count)
    {
        WriteProject("");
        Write("MigrationBuilder.cs", """
            namespace Plain
            {
                public sealed class Builder
                {
                    public void Sql(string sql) => System.Console.WriteLine(sql);
                }
            }

            """);
        foreach (var migration in Migrations(count))
        {
            Write($"Classes/{migration.Class}.cs", $$""""
                namespace Plain
                {
                    public static class {{migration.Class}}
                    {
                        public static void Up(Builder builder)
                        {
                            builder.Sql("""
                                {{migration.Sql.Replace("\n", "\n                ", StringComparison.Ordinal)}}
                                """);
                        }
                    }
                }

                """");
        }

        return this;
    }

    private void WriteProject(string items)
    {
        Write("nuget.config", $"""<configuration><packageSources><add key="packed" value="{feed}" /></packageSources></configuration>""");
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write("Generated.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <NuGetAudit>false</NuGetAudit>
                <RestorePackagesPath>$(MSBuildThisFileDirectory).packages</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MigrationSafety.Analyzers" Version="0.1.0" PrivateAssets="all" />
                {items}
              </ItemGroup>
            </Project>
            """);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
