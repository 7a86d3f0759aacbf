using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Models;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Analyzers.Usages;

/// <summary>
/// Looks for columns and tables in the code of one project, or of several (a whole solution). Symbols are found anew in
/// each compilation, so that a property is the same whether a project declares it or refers to it.
/// </summary>
internal sealed class CodeUsageSearch : IApplicationCode
{
    private readonly Compilation own;
    private readonly OtherCode? others;
    private readonly CancellationToken cancellationToken;

    /// <param name="own">The migrations' project.</param>
    /// <param name="others">Projects beside it; null where only the own one is at hand.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public CodeUsageSearch(Compilation own, OtherCode? others, CancellationToken cancellationToken)
    {
        this.own = own;
        this.others = others;
        this.cancellationToken = cancellationToken;
    }

    private IEnumerable<Compilation> Compilations => others is null ? [own] : others.Compilations.Prepend(own);

    public UsageReport Find(UsageQuestion question)
    {
        var places = new List<CodePlace>();
        var hidden = new SortedSet<(string Entity, string Assembly)>();
        var isCut = false;
        foreach (var compilation in Compilations)
        {
            var models = new SemanticModels(compilation);
            var members = new MemberSearch(compilation, models, cancellationToken);
            places.AddRange(question.Column is null
                ? OfTable(question, compilation, models, members, hidden)
                : OfColumn(question, question.Column, compilation, models, members, hidden));
            places.AddRange(SqlStringSearch.Find(compilation, question, cancellationToken));
            isCut |= members.IsCut;
        }

        return new UsageReport
        {
            // A file that several projects or target frameworks compile is one place.
            Places = places
                .GroupBy(static place => (place.Path, place.Position))
                .Select(static group => group.OrderBy(static place => place.Kind).First())
                .OrderBy(static place => place.Path, StringComparer.Ordinal)
                .ThenBy(static place => place.Position)
                .Select(place => place.For(own))
                .ToImmutableArray<UsagePlace>(),
            IsCut = isCut,
            Hidden = hidden.Select(static entity => new HiddenEntity(entity.Entity, entity.Assembly)).ToImmutableArray(),
            Scope = others?.Scope ?? "this project",
        };
    }

    private IEnumerable<CodePlace> OfColumn(
        UsageQuestion question, string column, Compilation compilation, SemanticModels models, MemberSearch members, ISet<(string, string)> hidden)
    {
        foreach (var name in question.Properties.Select(static property => property.Entity).Concat(question.Entities).Distinct())
        {
            AddHidden(EntitySymbols.Find(compilation, name), compilation, hidden);
        }

        foreach (var property in question.Properties)
        {
            if (EntitySymbols.Find(compilation, property.Entity) is { } entity && EntitySymbols.Holder(entity, property.Path) is { } holder)
            {
                foreach (var place in OfProperty(EntitySymbols.Member(entity, property.Path), property, holder, compilation, members))
                {
                    yield return place;
                }
            }
        }

        if (!question.ByConvention)
        {
            yield break;
        }

        var convention = new ConventionMapping(compilation, models, cancellationToken);
        foreach (var (entity, member) in convention.PropertiesOf(question.Table, column))
        {
            AddHidden(entity, compilation, hidden);
            var property = new MappedProperty(entity.ToDisplayString(), member.Name, "");
            foreach (var place in OfProperty(member, property, entity, compilation, members))
            {
                yield return place;
            }
        }
    }

    private static IEnumerable<CodePlace> OfProperty(
        ISymbol? member, MappedProperty property, ITypeSymbol holder, Compilation compilation, MemberSearch members)
    {
        if (member is null)
        {
            // A shadow property: no member, but a name.
            return members.FindByName(property.Name, holder, property.Display);
        }

        return Declarations(member, compilation, property.Display)
            .Concat(members.Find(member, holder, property.Display))
            .Concat(members.FindByName(property.Name, holder, property.Display));
    }

    private IEnumerable<CodePlace> OfTable(
        UsageQuestion question, Compilation compilation, SemanticModels models, MemberSearch members, ISet<(string, string)> hidden)
    {
        var entities = question.Entities.Select(name => EntitySymbols.Find(compilation, name)).OfType<INamedTypeSymbol>();
        if (question.ByConvention)
        {
            entities = entities.Concat(new ConventionMapping(compilation, models, cancellationToken).EntitiesOf(question.Table));
        }

        var search = new TableSearch(compilation, models, cancellationToken);
        foreach (var entity in entities.ToList())
        {
            AddHidden(entity, compilation, hidden);
            foreach (var place in search.Find(entity, members))
            {
                yield return place;
            }
        }
    }

    /// <summary>Where this project declares a property.</summary>
    private static IEnumerable<CodePlace> Declarations(ISymbol member, Compilation compilation, string what) =>
        SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Assembly)
            ? member.Locations.Where(static location => location.IsInSource)
                .Select(location => CodePlace.Of(UsageKind.Mapping, what, new Place(location.SourceTree!, location.SourceSpan)))
            : [];

    /// <summary>A class of an assembly that is none of those looked through.</summary>
    private void AddHidden(INamedTypeSymbol? entity, Compilation compilation, ISet<(string, string)> hidden)
    {
        if (entity?.ContainingAssembly is { } assembly
            && !SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
            && !Compilations.Any(other => other.AssemblyName == assembly.Name))
        {
            hidden.Add((entity.Name, assembly.Name));
        }
    }
}
