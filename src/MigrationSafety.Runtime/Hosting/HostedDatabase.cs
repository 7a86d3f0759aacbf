using System;
using Microsoft.EntityFrameworkCore;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>The options of one context, found again by its type.</summary>
internal sealed record HostedOptions<TContext>(MigrationSafetyHostingOptions Options)
    where TContext : DbContext;

/// <summary>The database of one context, found again by its type.</summary>
internal sealed record HostedDatabase<TContext>(MigrationSafetyDatabase Database) : IDisposable
    where TContext : DbContext
{
    public void Dispose() => Database.Dispose();
}
