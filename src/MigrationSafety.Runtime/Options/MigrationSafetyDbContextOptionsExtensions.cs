using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using MigrationSafety.Runtime.Options;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Switches MigrationSafety on for a context.</summary>
public static class MigrationSafetyDbContextOptionsExtensions
{
    /// <summary>
    /// Runs every migration of the context with care: locks are taken first, with a time-out, and asked for again while nothing is
    /// held; long steps have no time-out; concurrent indexes are cleaned up and tried again; one instance migrates at a time;
    /// each command's locks are logged. Call it after UseNpgsql.
    /// </summary>
    /// <param name="builder">The context's options.</param>
    /// <param name="configure">Changes the options; null: the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time or number that is not positive.</exception>
    public static DbContextOptionsBuilder UseMigrationSafety(
        this DbContextOptionsBuilder builder, Func<MigrationSafetyOptions, MigrationSafetyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = configure?.Invoke(new MigrationSafetyOptions()) ?? new MigrationSafetyOptions();
        options.Validate();
        ((IDbContextOptionsBuilderInfrastructure)builder).AddOrUpdateExtension(new MigrationSafetyOptionsExtension(options));
        return builder;
    }

    /// <inheritdoc cref="UseMigrationSafety(DbContextOptionsBuilder, Func{MigrationSafetyOptions, MigrationSafetyOptions}?)"/>
    /// <typeparam name="TContext">The context.</typeparam>
    public static DbContextOptionsBuilder<TContext> UseMigrationSafety<TContext>(
        this DbContextOptionsBuilder<TContext> builder, Func<MigrationSafetyOptions, MigrationSafetyOptions>? configure = null)
        where TContext : DbContext =>
        (DbContextOptionsBuilder<TContext>)UseMigrationSafety((DbContextOptionsBuilder)builder, configure);
}
