using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using MigrationSafety.Core.Changes;
using MigrationSafety.Core.Models;

namespace MigrationSafety.Analyzers.Models;

/// <summary>The models of several contexts, asked one after the other.</summary>
internal sealed class CombinedModel : EntityModel
{
    private readonly ImmutableArray<EntityModel> models;

    private CombinedModel(ImmutableArray<EntityModel> models) => this.models = models;

    public override ImmutableArray<MappedTable> Tables => models.SelectMany(static model => model.Tables).ToImmutableArray();

    public override bool IsEmpty => models.All(static model => model.IsEmpty);

    public override ImmutableArray<MappedEnum> Enums => models.SelectMany(static model => model.Enums).ToImmutableArray();

    /// <summary>Null where there is no model.</summary>
    public static EntityModel? Of(IEnumerable<EntityModel?> models)
    {
        var known = models.OfType<EntityModel>().ToImmutableArray();
        return known.Length < 2 ? known.FirstOrDefault() : new CombinedModel(known);
    }

    public override MappedTable? FindTable(QualifiedName table) =>
        models.Select(model => model.FindTable(table)).FirstOrDefault(static found => found is not null);
}
