using System;
using System.Collections.Generic;
using System.Linq;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Core.EfCore;

namespace MigrationSafety.Analyzers.Chains;

/// <summary>Tells migrations that were scaffolded for SQL Server, MySQL, SQLite or Oracle from those for PostgreSQL.</summary>
internal static class OtherProviderMigration
{
    private static readonly string[] Prefixes = { "SqlServer:", "MySql:", "MySQL:", "Sqlite:", "Oracle:", "Fb:" };

    /// <summary>Types that PostgreSQL does not have; compared as written, since SQLite's scaffolder writes TEXT.</summary>
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "nvarchar", "datetime2", "datetimeoffset", "uniqueidentifier", "varbinary", "rowversion", "ntext", "image", "smalldatetime",
        "longtext", "mediumtext", "tinytext", "longblob", "datetime", "tinyint", "mediumint",
        "TEXT", "INTEGER", "REAL", "BLOB",
        "NVARCHAR2", "VARCHAR2", "NUMBER", "RAW", "CLOB", "NCLOB",
    };

    public static bool IsForeign(MigrationReading reading)
    {
        var foreign = false;
        foreach (var step in reading.Steps)
        {
            if (step.Step.Operation is not { } operation)
            {
                continue;
            }

            foreach (var part in operation.Columns.Concat(operation.Constraints).Append(operation))
            {
                if (part.Annotations.Keys.Any(static key => key.StartsWith("Npgsql:", StringComparison.Ordinal)))
                {
                    return false;
                }

                foreign |= part.Annotations.Keys.Any(static key => Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
                    || part.Text("type") is { } type && Types.Contains(Name(type));
            }
        }

        return foreign;
    }

    private static string Name(string type)
    {
        var end = type.IndexOf('(');
        return (end < 0 ? type : type.Substring(0, end)).Trim();
    }
}
