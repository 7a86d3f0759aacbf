using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using MigrationSafety.Verification;

namespace MigrationSafety.Analyzers.Tests.Lowering;

/// <summary>Runs a migration for real and asks Npgsql's own generator for the SQL.</summary>
internal static class NpgsqlSql
{
    /// <summary>The commands of a compiled migration's Up, one text each.</summary>
    public static IReadOnlyList<string> Of(CSharpCompilation compilation)
    {
        var migration = (Migration)Activator.CreateInstance(Load(compilation).GetTypes().Single(t => t.IsSubclassOf(typeof(Migration))))!;
        using var context = new EmptyContext();
        var generator = context.GetService<IMigrationsSqlGenerator>();
        return generator.Generate(migration.UpOperations, TargetModel(context)).Select(static command => command.CommandText).ToList();
    }

    /// <summary>The model that EF Core makes of a compiled migration's BuildTargetModel.</summary>
    public static IModel TargetModel(CSharpCompilation compilation)
    {
        var migration = (Migration)Activator.CreateInstance(Load(compilation).GetTypes().Single(t => t.IsSubclassOf(typeof(Migration))))!;
        using var context = new EmptyContext();
        return context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel, designTime: true, validationLogger: null);
    }

    private static System.Reflection.Assembly Load(CSharpCompilation compilation)
    {
        // One load context knows each name once.
        compilation = compilation.WithAssemblyName("Sample" + Guid.NewGuid().ToString("N"));
        using var stream = new System.IO.MemoryStream();
        var result = compilation.Emit(stream);
        if (!result.Success)
        {
            throw new VerificationException(string.Join("\n", result.Diagnostics));
        }

        stream.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(stream);
    }

    /// <summary>What a Designer gives: without a product version EF Core trusts no old column and always writes TYPE.</summary>
    private static IModel TargetModel(EmptyContext context)
    {
        var builder = new ModelBuilder();
        builder.HasAnnotation("ProductVersion", "10.0.0");
        return context.GetService<IModelRuntimeInitializer>().Initialize((IModel)builder.Model.FinalizeModel(), designTime: true, validationLogger: null);
    }

    private sealed class EmptyContext : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) =>
            options.UseNpgsql("Host=localhost", static npgsql => npgsql.SetPostgresVersion(18, 0));
    }
}
