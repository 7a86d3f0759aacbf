using System;
using System.Globalization;
using MigrationSafety.Estimates;

// measure FILE [MAJOR [SECONDS]]: runs what is missing in the file, for that long; call it until nothing is missing.
// fit FILE: the coefficients for CostModel.   report FILE: how good the estimates are.
// probe: the statements of docs/estimates.md that tell how fast a server is.
switch (args)
{
    case ["measure", var file, .. var rest]:
        var major = rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 17;
        var seconds = rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 150;
        await Measuring.RunAsync(file, major, TimeSpan.FromSeconds(seconds));
        return 0;
    case ["probe"]:
        await Measuring.ProbeAsync(17);
        return 0;
    case ["fit", var file]:
        Fitting.Print(Run.ReadAll(file));
        return 0;
    case ["report", var file]:
        Report.Print(Run.ReadAll(file));
        return 0;
    default:
        Console.Error.WriteLine("measure FILE [MAJOR [SECONDS]] | fit FILE | report FILE | probe");
        return 2;
}
