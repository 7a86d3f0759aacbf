using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MigrationSafety.Analyzers.Files;
using MigrationSafety.Analyzers.Judging;
using MigrationSafety.Analyzers.Reading;
using MigrationSafety.Analyzers.Text;
using MigrationSafety.Core.Rules;

namespace MigrationSafety.Analyzers.Reporting;

/// <summary>Where a finding is underlined.</summary>
/// <param name="Main">In the migration's own file: what stands in other files is told from here.</param>
/// <param name="Others">The statement in a helper or .sql file.</param>
internal sealed record FindingPlaces(Location Main, IReadOnlyList<Location> Others)
{
    /// <summary>
    /// The statement inside the SQL string; the method's name for an EF Core operation. The compiler drops diagnostics
    /// in generated files and IDEs those in other files, so these become additional places of the call.
    /// </summary>
    public static FindingPlaces Of(MigrationJudgement judgement, Finding finding)
    {
        var reading = judgement.Reading;
        if (finding.Step == Finding.InDown && MigrationSyntax.FindDown(reading.Migration) is { } down)
        {
            return new(down.Identifier.GetLocation(), []);
        }

        if (finding.Step < 0 || finding.Step >= reading.Steps.Length)
        {
            return new(reading.Migration.Identifier.GetLocation(), []);
        }

        var step = reading.Steps[finding.Step];
        var home = reading.Migration.SyntaxTree;
        var site = Place.Of(MigrationStep.NameOf(step.CallSite)).ToLocation();
        if (step.File is { } reference)
        {
            return new(site, judgement.Files.Find(reference) is { } file ? [InFile(file, finding.Span)] : []);
        }

        if (finding.Span is { } span && step.SqlMap is { } map)
        {
            return map.LocateIn(home, span.Start, span.End) is { } here
                ? new(here.ToLocation(), [])
                : new(site, map.Locate(span.Start, span.End) is { } there ? [there.ToLocation()] : []);
        }

        var place = finding.Rule.Id == "MIG9002" && !step.UnknownPlaces.IsEmpty ? step.UnknownPlaces[0] : step.NamePlace;
        return place.Tree == home ? new(place.ToLocation(), []) : new(site, [place.ToLocation()]);
    }

    /// <summary>A span of a .sql file.</summary>
    public static Location InFile(SqlFile file, Core.TextSpan? span)
    {
        var text = file.Text.GetText();
        if (text is null)
        {
            return Location.None;
        }

        var start = System.Math.Min(span?.Start ?? 0, text.Length);
        var end = System.Math.Min(System.Math.Max(start, span?.End ?? 0), text.Length);
        var range = TextSpan.FromBounds(start, end);
        return Location.Create(file.Path, range, text.Lines.GetLinePositionSpan(range));
    }
}
