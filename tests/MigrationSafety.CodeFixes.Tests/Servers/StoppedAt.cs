using System;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MigrationSafety.CodeFixes.Tests.Servers;

/// <summary>The process ends, as it were, before its n-th command.</summary>
internal sealed class StoppedAt(int number) : DbCommandInterceptor
{
    private int seen;

    /// <summary>False where the migration has fewer commands.</summary>
    public bool HasStopped { get; private set; }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        if (seen++ == number)
        {
            HasStopped = true;
            throw new StoppedException();
        }

        return result;
    }
}

internal sealed class StoppedException : Exception;
