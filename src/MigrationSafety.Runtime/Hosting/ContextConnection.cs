using System;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using MigrationSafety.Runtime.Errors;

namespace MigrationSafety.Runtime.Hosting;

/// <summary>The connection string that a context was configured with.</summary>
internal static class ContextConnection
{
    /// <exception cref="BackfillException">The context is not registered, or has a connection or data source instead of a string.</exception>
    public static string Of<TContext>(IServiceProvider scope)
        where TContext : DbContext
    {
        if (scope.GetService<IDbContextFactory<TContext>>() is { } factory)
        {
            using var made = factory.CreateDbContext();
            return Of(made);
        }

        return Of(scope.GetService<TContext>() ?? throw new BackfillException(BackfillProblem.Connection,
            $"AddMigrationSafety<{typeof(TContext).Name}>: the context is not registered. Call AddDbContext<{typeof(TContext).Name}> or AddDbContextFactory<{typeof(TContext).Name}>."));
    }

    // A data source's own string has no password any more, so it is of no use.
    private static string Of(DbContext context) =>
        RelationalOptionsExtension.Extract(context.GetService<IDbContextOptions>()).ConnectionString is null
            ? throw new BackfillException(BackfillProblem.Connection,
                $"AddMigrationSafety<{context.GetType().Name}>: the context has a connection or data source of its own. Give it here too: options.DataSource = provider => provider.GetRequiredService<NpgsqlDataSource>().")
            : context.Database.GetConnectionString()!;
}
