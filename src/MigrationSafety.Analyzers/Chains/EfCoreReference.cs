using System;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>Which EF Core and which database providers a project refers to.</summary>
internal static class EfCoreReference
{
    private static readonly string[] OtherProviders =
    {
        "Microsoft.EntityFrameworkCore.SqlServer",
        "Microsoft.EntityFrameworkCore.Sqlite",
        "Pomelo.EntityFrameworkCore.MySql",
        "MySql.EntityFrameworkCore",
        "Oracle.EntityFrameworkCore",
        "FirebirdSql.EntityFrameworkCore.Firebird",
    };

    /// <summary>By the assembly's name: asking for the type would load every reference of every project, EF Core or not.</summary>
    public static bool IsPresent(Compilation compilation) => Relational(compilation) is not null;

    public static int? MajorOf(Compilation compilation) => Relational(compilation)?.Version.Major;

    /// <summary>The assembly that has Migration and MigrationBuilder.</summary>
    private static AssemblyIdentity? Relational(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.FirstOrDefault(static name => name.Name == "Microsoft.EntityFrameworkCore.Relational");

    /// <summary>True where another provider is referred to and Npgsql's is not.</summary>
    public static bool IsOtherDatabase(Compilation compilation)
    {
        var other = false;
        foreach (var name in compilation.ReferencedAssemblyNames)
        {
            if (name.Name.StartsWith("Npgsql.EntityFrameworkCore.PostgreSQL", StringComparison.Ordinal))
            {
                return false;
            }

            other |= Array.IndexOf(OtherProviders, name.Name) >= 0;
        }

        return other;
    }
}
