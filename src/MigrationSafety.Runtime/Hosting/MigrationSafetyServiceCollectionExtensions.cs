using System;
using System.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MigrationSafety.Runtime.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Backfills, readiness and heartbeat in an application's host.</summary>
public static class MigrationSafetyServiceCollectionExtensions
{
    /// <summary>
    /// Runs backfills in the background of this application, and tells by <see cref="IMigrationSafetyReadiness"/> when those that its
    /// code reads are done. Call it once for each context; further calls for the same one add to its options.
    /// </summary>
    /// <typeparam name="TContext">The context whose database it is, registered by AddDbContext or AddDbContextFactory.</typeparam>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    public static IServiceCollection AddMigrationSafety<TContext>(this IServiceCollection services, Action<MigrationSafetyHostingOptions>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);
        var known = services.Select(static d => d.ImplementationInstance).OfType<HostedOptions<TContext>>().FirstOrDefault();
        var options = (known ?? new HostedOptions<TContext>(new())).Options;
        configure?.Invoke(options);
        options.Validate();
        if (known is not null)
        {
            return services;
        }

        services.AddSingleton(new HostedOptions<TContext>(options));
        services.AddSingleton(static provider => new HostedDatabase<TContext>(new MigrationSafetyDatabase(
            typeof(TContext).Name, provider.GetRequiredService<HostedOptions<TContext>>().Options, provider, static scope => ContextConnection.Of<TContext>(scope))));
        services.AddSingleton(static provider => provider.GetRequiredService<HostedDatabase<TContext>>().Database);
        services.TryAddSingleton<IMigrationSafetyReadiness, Readiness>();
        services.AddSingleton<IHostedService, BackfillService<TContext>>();
        services.AddSingleton<IHostedService, HeartbeatService<TContext>>();
        return services;
    }

    /// <summary>
    /// A check that is healthy when every backfill is done that this version reads. It has the tag "ready": map it to the readiness
    /// probe, not to the liveness probe. A backfill that stopped and is not read makes it degraded.
    /// </summary>
    public static IHealthChecksBuilder AddMigrationSafety(this IHealthChecksBuilder builder, string name = "migration-safety", params string[] tags)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(name, static provider => ActivatorUtilities.CreateInstance<ReadinessHealthCheck>(provider), failureStatus: null, tags.Length > 0 ? tags : ["ready"]));
    }
}
