using System.Collections.Generic;
using System.Globalization;

namespace MigrationSafety.Locks.Tests.TypeMatrix;

/// <summary>What hangs on the column whose type changes.</summary>
internal enum Dependent
{
    None,
    Index,
    PartialIndex,
    ExpressionIndex,
    IncludedColumn,
    Check,
    NotValidCheck,
    ForeignKey,
    Referenced,
    View,
    GeneratedColumn,
}

/// <summary>One table of the matrix: a column "c" of some type, and what depends on it.</summary>
/// <param name="Name">The table whose column changes.</param>
/// <param name="Ddl">Creates it and its dependents.</param>
/// <param name="Partner">The table at the other end of its foreign key.</param>
/// <param name="Dependent">What depends on the column; only foreign keys tell it here.</param>
internal sealed record MatrixTable(string Name, string Ddl, string? Partner = null, Dependent Dependent = Dependent.None)
{
    /// <summary>
    /// Foreign keys on arrays, ranges, rows and enums fail inside PostgreSQL ("could not find cast from ...", "operator does not exist")
    /// even where nothing changes, and those between text and "char" for their collations (18): few have them.
    /// </summary>
    public static bool IsTried(Dependent dependent, string type) =>
        dependent is not (Dependent.ForeignKey or Dependent.Referenced) || !(type.EndsWith("[]") || type.EndsWith("range") || type is "\"char\"" or "mood" or "size" or "pair");

    /// <param name="number">The number of the type, for a name.</param>
    /// <param name="type">The type of c.</param>
    /// <param name="dependent">What depends on c.</param>
    public static MatrixTable Of(int number, string type, Dependent dependent)
    {
        var t = dependent.ToString().ToLowerInvariant() + number.ToString(CultureInfo.InvariantCulture);
        var table = $"CREATE TABLE {t} (k int, c {type});\n";
        return dependent switch
        {
            Dependent.Index => new(t, table + $"CREATE INDEX {t}_i ON {t} (c);"),
            Dependent.PartialIndex => new(t, table + $"CREATE INDEX {t}_i ON {t} (k) WHERE c IS NOT NULL;"),
            Dependent.ExpressionIndex => new(t, table + $"CREATE INDEX {t}_i ON {t} ((c IS NULL));"),
            Dependent.IncludedColumn => new(t, table + $"CREATE INDEX {t}_i ON {t} (k) INCLUDE (c);"),
            Dependent.Check => new(t, table + $"ALTER TABLE {t} ADD CONSTRAINT {t}_c CHECK (c IS NOT NULL);"),
            Dependent.NotValidCheck => new(t, table + $"ALTER TABLE {t} ADD CONSTRAINT {t}_c CHECK (c IS NOT NULL) NOT VALID;"),
            Dependent.ForeignKey => new(t, $"CREATE TABLE {t}_p (c {type} UNIQUE);\n" + table + ForeignKey(t, t + "_p"), t + "_p", dependent),
            Dependent.Referenced => new(t, table + $"ALTER TABLE {t} ADD UNIQUE (c);\nCREATE TABLE {t}_p (c {type});\n" + ForeignKey(t + "_p", t), t + "_p", dependent),
            Dependent.View => new(t, table + $"CREATE VIEW {t}_v AS SELECT c FROM {t};"),
            Dependent.GeneratedColumn => new(t, table + $"ALTER TABLE {t} ADD COLUMN g boolean GENERATED ALWAYS AS (c IS NULL) STORED;"),
            _ => new(t, table),
        };
    }

    private static string ForeignKey(string from, string to) => $"ALTER TABLE {from} ADD CONSTRAINT {from}_f FOREIGN KEY (c) REFERENCES {to} (c);";
}
