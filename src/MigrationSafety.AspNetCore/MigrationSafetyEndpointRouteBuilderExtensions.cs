using System;
using System.Linq;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MigrationSafety.AspNetCore;
using MigrationSafety.AspNetCore.Access;
using MigrationSafety.AspNetCore.Page;
using MigrationSafety.AspNetCore.Status;
using MigrationSafety.Runtime.Hosting;

namespace Microsoft.AspNetCore.Builder;

/// <summary>The status page of the application's backfills.</summary>
public static class MigrationSafetyEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps a page that shows the backfills of every AddMigrationSafety: progress and throughput over time, signals, quarantine, events.
    /// Only this machine may read it, and nobody may change anything, unless the options or RequireAuthorization say otherwise.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">The path of the page.</param>
    /// <param name="configure">Changes the options; null: the defaults.</param>
    /// <returns>The endpoints, for RequireAuthorization and other conventions.</returns>
    /// <exception cref="InvalidOperationException">AddMigrationSafety was not called, or ControlPolicy is set without AddAuthorization.</exception>
    public static IEndpointConventionBuilder MapMigrationSafety(this IEndpointRouteBuilder endpoints, string pattern = "/migration-safety", Action<StatusPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = new StatusPageOptions();
        configure?.Invoke(options);
        options.Validate();
        var services = endpoints.ServiceProvider;
        var databases = services.GetServices<MigrationSafetyDatabase>().ToArray();
        if (databases.Length == 0)
        {
            throw new InvalidOperationException("MapMigrationSafety() shows the databases of services.AddMigrationSafety<TContext>(), which was not called.");
        }

        if (options.ControlPolicy is not null && services.GetService<IAuthorizationPolicyProvider>() is null)
        {
            throw new InvalidOperationException($"The ControlPolicy \"{options.ControlPolicy}\" of MapMigrationSafety() needs services.AddAuthorization().");
        }

        var history = new ProgressHistory(databases, options.SampleInterval, services.GetRequiredService<ILoggerFactory>().CreateLogger<ProgressHistory>());
        history.Run(services.GetRequiredService<IHostApplicationLifetime>());
        var readers = new ReaderCheck(options);
        var controllers = new ControlCheck(options);
        var page = new StatusPage();
        var report = new StatusReport(databases, history);
        var control = new ControlEndpoint(databases, controllers);

        var group = endpoints.MapGroup(pattern);
        group.MapGet("/", readers.Guard(page.WriteAsync)).WithDisplayName("MigrationSafety status page");
        group.MapGet("/status.json", readers.Guard(async context => await context.Response.WriteAsJsonAsync(
            await report.ReadAsync(await controllers.MayAsync(context).ConfigureAwait(false) is null, context.RequestAborted).ConfigureAwait(false), PageJson.Options, context.RequestAborted).ConfigureAwait(false)));
        group.MapPost("/control", readers.Guard(control.RunAsync));
        return group;
    }
}
