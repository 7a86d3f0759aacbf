using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MigrationSafety.Estimates;

/// <summary>Whether anybody else uses the processors: a run beside a build says nothing (/proc, stolen time included).</summary>
internal static class Machine
{
    private const double Idle = 0.8;

    // Of one processor.
    private const double MostOfOthers = 0.25;
    private const int KernelThreads = 2;
    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Waits a while for the others.</summary>
    public static async Task<bool> BecomesIdleAsync()
    {
        for (var end = DateTime.UtcNow + Patience; DateTime.UtcNow < end;)
        {
            var before = Processors();
            await Task.Delay(Sample);
            var after = Processors();
            if (after.Idle - before.Idle >= Idle * (after.All - before.All))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How long the work takes, and whether it had the machine for itself.</summary>
    /// <param name="server">The directory that the server's processes work in.</param>
    /// <param name="work">What the server does.</param>
    public static async Task<(double Milliseconds, bool WasAlone)> TimeAsync(string server, Func<Task> work)
    {
        var before = Others(server);
        var time = Stopwatch.StartNew();
        await work();
        time.Stop();
        return (time.Elapsed.TotalMilliseconds, (Others(server) - before) / TicksPerSecond <= MostOfOthers * Math.Max(time.Elapsed.TotalSeconds, Sample.TotalSeconds));
    }

    // Every process but ours and the kernel's threads, which write our pages; and what the host took for others.
    private static double Others(string server) => Stolen() + Process.GetProcesses().Sum(process =>
    {
        try
        {
            // pid (comm) state ppid ...: user and system time, own and that of ended children (parallel workers), are the fields 14 to 17.
            var text = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..];
            var isKernel = process.Id == KernelThreads || Numbers(fields, 1, 1)[0] == KernelThreads;
            var isOurs = process.Id == Environment.ProcessId || new FileInfo($"/proc/{process.Id}/cwd").LinkTarget?.StartsWith(server, StringComparison.Ordinal) == true;
            return isKernel || isOurs ? 0 : Numbers(fields, 11, 4).Sum();
        }
        catch (IOException)
        {
            return 0;
        }
    });

    private static double Stolen() => Numbers(File.ReadLines("/proc/stat").First(), 8, 1)[0];

    // cpu user nice system idle iowait irq softirq steal ...: waiting for a disk is idle too.
    private static (double Idle, double All) Processors()
    {
        var times = Numbers(File.ReadLines("/proc/stat").First(), 1, 8);
        return (times[3] + times[4], times.Sum());
    }

    private static double[] Numbers(string line, int skip, int count) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(skip).Take(count).Select(static t => double.Parse(t, CultureInfo.InvariantCulture))];
}
