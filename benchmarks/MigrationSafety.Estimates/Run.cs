using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace MigrationSafety.Estimates;

/// <summary>One measured run, a line of the results file.</summary>
/// <param name="Purpose">"calibration" or "test".</param>
/// <param name="Major">The server's major version.</param>
/// <param name="Shape">The table's kind.</param>
/// <param name="Rows">How many rows it had.</param>
/// <param name="HeapBytes">The size of its file.</param>
/// <param name="ToastBytes">The size of its TOAST table.</param>
/// <param name="Indexes">Sizes of its indexes: <c>t_pkey=1000|t_a_idx=2000</c>.</param>
/// <param name="Operation">What was done.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record Run(
    string Purpose, int Major, string Shape, long Rows, long HeapBytes, long ToastBytes, string Indexes, string Operation, double Milliseconds)
{
    private const string Head = "purpose,postgresql,shape,rows,heap_bytes,toast_bytes,indexes,operation,milliseconds";

    public static IReadOnlyList<Run> ReadAll(string file) => !File.Exists(file) ? [] : [.. File.ReadLines(file).Skip(1).Select(Read)];

    public void AppendTo(string file)
    {
        if (!File.Exists(file))
        {
            File.WriteAllText(file, Head + "\n");
        }

        File.AppendAllText(file, string.Create(
            CultureInfo.InvariantCulture, $"{Purpose},{Major},{Shape},{Rows},{HeapBytes},{ToastBytes},{Indexes},{Operation},{Milliseconds:0.0}\n"));
    }

    public bool IsSame(string purpose, int major, string shape, long rows, string operation) =>
        (Purpose, Major, Shape, Rows, Operation) == (purpose, major, shape, rows, operation);

    private static Run Read(string line)
    {
        var f = line.Split(',');
        return new Run(f[0], Number(f[1]), f[2], Long(f[3]), Long(f[4]), Long(f[5]), f[6], f[7], double.Parse(f[8], CultureInfo.InvariantCulture));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
