using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Models;

/// <summary>
/// EF Core's model at one moment: what a migration's Designer or the snapshot says. An application version with this
/// model names exactly these tables and columns in its queries. Read only as far as it is asked.
/// </summary>
internal abstract class EntityModel
{
    /// <summary>What entities map to a table; null for a table (or view) that no entity is mapped to.</summary>
    public abstract MappedTable? FindTable(QualifiedName table);

    /// <summary>Every table of the model, which means that all of it is read: ask for one table where you can.</summary>
    public abstract ImmutableArray<MappedTable> Tables { get; }

    /// <summary>True for a model without tables (a Designer written by hand): it does not tell what the version maps.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Enum types that the model creates (HasPostgresEnum).</summary>
    public abstract ImmutableArray<MappedEnum> Enums { get; }

    public MappedColumn? FindColumn(QualifiedName table, string column) => FindTable(table)?.FindColumn(column);

    public MappedEnum? FindEnum(QualifiedName type) => Enums.FirstOrDefault(e => e.Name == type);
}
