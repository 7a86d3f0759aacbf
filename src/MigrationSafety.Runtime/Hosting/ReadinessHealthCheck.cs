using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>Readiness as a health check. A backfill that stopped and that nothing reads is no reason to take the application out of service.</summary>
internal sealed class ReadinessHealthCheck(IMigrationSafetyReadiness readiness, IEnumerable<MigrationSafetyDatabase> databases) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        // What it throws, the database that cannot be asked, is told by the health checks' own log and message.
        var states = await readiness.CheckAsync(cancellationToken).ConfigureAwait(false);
        var failures = databases.SelectMany(static d => d.Failures).Select(static f => f.Value).ToList();
        var missing = states.Where(static s => !s.IsReady).Select(static s => s.Message).ToList();
        Dictionary<string, object> data = states.GroupBy(static s => s.Backfill).ToDictionary(static s => s.Key, static s => (object)string.Join(' ', s.Select(static state => state.Message)));
        return missing.Count > 0
            ? new(context.Registration.FailureStatus, string.Join(' ', missing.Concat(failures)), null, data)
            : failures.Count > 0 ? HealthCheckResult.Degraded(string.Join(' ', failures), null, data)
            : HealthCheckResult.Healthy("Every backfill that this version reads is complete.", data);
    }
}
