using System;

namespace MigrationSafety.Runtime.Engine;

/// <summary>
/// How many rows the next batch has: so many as the target time allows by what rows cost last. Grows at most twofold from one batch to
/// the next, shrinks at once. Rows that had their value already cost a fraction: a batch is never so large that it would take more
/// than four times the target if all of its rows had to be written.
/// </summary>
internal sealed class BatchSizer(int start = 200, long most = 200_000)
{
    private const int Remembered = 5;
    private const double MostOvershoot = 4;

    private readonly double[] _costs = new double[Remembered];
    private int _count;
    private double _writeCost;

    public long Size { get; private set; } = start;

    /// <summary>Milliseconds that a batch should take.</summary>
    public double Target { get; set; } = 50;

    /// <param name="rows">Rows between the batch's keys.</param>
    /// <param name="changed">Rows it wrote.</param>
    /// <param name="milliseconds">What it took on the server.</param>
    public void Record(long rows, long changed, double milliseconds)
    {
        if (rows <= 0)
        {
            return;
        }

        var cost = Math.Max(milliseconds, 0.01) / rows;
        _costs[_count++ % Remembered] = cost;
        if (changed * 2 >= rows)
        {
            _writeCost = milliseconds / changed;
        }

        // A batch far over the target speaks for itself; otherwise the median, which one hiccup does not move.
        var expected = milliseconds > 1.5 * Target ? cost : Median();
        var wanted = Target / expected;
        if (_writeCost > 0)
        {
            wanted = Math.Min(wanted, MostOvershoot * Target / _writeCost);
        }

        Size = Clamp(Math.Min(wanted, Size * 2.0));
    }

    /// <summary>The batch was cut off or stood in the way; costs so far say nothing any more.</summary>
    public void Halve() => Limit(Size / 2);

    /// <summary>Goes on with so many rows, from which it may grow again.</summary>
    public void Limit(long rows)
    {
        Size = Clamp(rows);
        _count = 0;
    }

    private long Clamp(double size) => (long)Math.Clamp(size, 1, most);

    private double Median()
    {
        var known = _costs.AsSpan(0, Math.Min(_count, Remembered)).ToArray();
        Array.Sort(known);
        return known[known.Length / 2];
    }
}
