using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>For which database a migration was scaffolded, as far as it shows.</summary>
internal enum MigrationProvider
{
    Unknown,
    Npgsql,
    Other,
}

/// <summary>Tells migrations that were scaffolded for SQL Server, MySQL, SQLite or Oracle from those for PostgreSQL.</summary>
internal static class MigrationProviders
{
    private static readonly string[] Prefixes = { "SqlServer:", "MySql:", "MySQL:", "Sqlite:", "Oracle:", "Fb:" };

    /// <summary>Types that PostgreSQL does not have; compared as written, since SQLite's scaffolder writes TEXT.</summary>
    private static readonly HashSet<string> OtherTypes = new(StringComparer.Ordinal)
    {
        "nvarchar", "datetime2", "datetimeoffset", "uniqueidentifier", "varbinary", "rowversion", "ntext", "image", "smalldatetime",
        "longtext", "mediumtext", "tinytext", "longblob", "datetime", "tinyint", "mediumint",
        "TEXT", "INTEGER", "REAL", "BLOB",
        "NVARCHAR2", "VARCHAR2", "NUMBER", "RAW", "CLOB", "NCLOB",
    };

    /// <summary>Types that only Npgsql's scaffolder writes.</summary>
    private static readonly HashSet<string> NpgsqlTypes = new(StringComparer.Ordinal)
    {
        "uuid", "jsonb", "bytea", "boolean", "character varying", "timestamp with time zone", "timestamp without time zone", "citext",
    };

    public static MigrationProvider Of(MigrationReading reading)
    {
        var provider = MigrationProvider.Unknown;
        foreach (var step in reading.Steps)
        {
            if (step.Step.Operation is not { } operation)
            {
                continue;
            }

            provider = Of(operation, provider);
            foreach (var part in operation.Columns)
            {
                provider = Of(part, provider);
            }

            if (provider == MigrationProvider.Npgsql)
            {
                break;
            }
        }

        return provider;
    }

    private static MigrationProvider Of(EfOperation operation, MigrationProvider soFar)
    {
        foreach (var annotation in operation.Annotations)
        {
            var name = annotation.Key;
            if (name.StartsWith("Npgsql:", StringComparison.Ordinal))
            {
                return MigrationProvider.Npgsql;
            }

            if (Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                soFar = MigrationProvider.Other;
            }
        }

        if (operation.Text("type") is { } type)
        {
            var end = type.IndexOf('(');
            var name = end < 0 ? type : type.Substring(0, end).TrimEnd();
            return NpgsqlTypes.Contains(name) ? MigrationProvider.Npgsql
                : OtherTypes.Contains(name) ? MigrationProvider.Other
                : soFar;
        }

        return soFar;
    }
}
