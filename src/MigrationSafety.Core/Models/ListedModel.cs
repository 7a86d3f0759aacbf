using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;

namespace MigrationSafety.Core.Models;

/// <summary>A model whose tables are all known.</summary>
internal sealed class ListedModel : EntityModel
{
    public ListedModel(IEnumerable<MappedTable> tables, IEnumerable<MappedEnum>? enums = null)
    {
        Tables = tables.ToImmutableArray();
        Enums = enums?.ToImmutableArray() ?? ImmutableArray<MappedEnum>.Empty;
    }

    public override ImmutableArray<MappedTable> Tables { get; }

    public override ImmutableArray<MappedEnum> Enums { get; }

    public override bool IsEmpty => Tables.IsEmpty;

    public override MappedTable? FindTable(QualifiedName table) => Tables.FirstOrDefault(t => t.Name == table);
}
