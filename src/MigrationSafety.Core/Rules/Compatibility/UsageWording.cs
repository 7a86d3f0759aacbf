using System.Globalization;
using System.Linq;
using MigrationSafety.Core.Usages;

namespace MigrationSafety.Core.Rules;

/// <summary>Places in code, as messages tell of them.</summary>
internal static class UsageWording
{
    private const int Shown = 3;

    /// <summary>" In this project it is used in 2 places: Order.Note (Order.cs:12), SQL (Reports.cs:40)." or nothing.</summary>
    public static string Sentence(UsageReport report) => Places(report) + Hidden(report);

    private static string Places(UsageReport report)
    {
        var count = report.Places.Length;
        if (count == 0)
        {
            return "";
        }

        var number = count.ToString(CultureInfo.InvariantCulture);
        var rest = count - Shown;
        return " In " + report.Scope + " it is used in " + (report.IsCut ? "at least " : "") + number + (count == 1 ? " place: " : " places: ")
            + string.Join(", ", report.Places.Take(Shown).Select(Place))
            + (rest > 0 ? " and " + rest.ToString(CultureInfo.InvariantCulture) + " more" : "") + ".";
    }

    private static string Place(UsagePlace place) =>
        place.What + " (" + place.Path.Substring(place.Path.LastIndexOfAny(['/', '\\']) + 1) + ":"
        + place.Line.ToString(CultureInfo.InvariantCulture) + ")";

    private static string Hidden(UsageReport report)
    {
        if (report.Hidden.IsEmpty)
        {
            return "";
        }

        var entities = ChangeWording.List(report.Hidden.Select(static hidden => hidden.Entity).Distinct());
        var assemblies = ChangeWording.List(report.Hidden.Select(static hidden => hidden.Assembly).Distinct());
        return " The code of " + assemblies + ", which declares " + entities + ", is not looked at here"
            + (report.Scope == "this project" ? "; dotnet migration-safety lint looks through the whole solution." : ".");
    }
}
