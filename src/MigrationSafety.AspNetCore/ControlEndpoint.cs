using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using MigrationSafety.AspNetCore.Access;
using MigrationSafety.Runtime.Control;
using MigrationSafety.Runtime.Errors;
using MigrationSafety.Runtime.Hosting;
using Npgsql;

namespace MigrationSafety.AspNetCore;

/// <summary>Takes one change from the page.</summary>
internal sealed class ControlEndpoint(IReadOnlyList<MigrationSafetyDatabase> databases, ControlCheck check)
{
    public async Task RunAsync(HttpContext context)
    {
        var refusal = SameOrigin.Check(context.Request) ?? await check.MayAsync(context).ConfigureAwait(false) ?? await ChangeAsync(context).ConfigureAwait(false);
        if (refusal is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await refusal.WriteAsync(context).ConfigureAwait(false);
    }

    private async Task<Refusal?> ChangeAsync(HttpContext context)
    {
        try
        {
            if (!context.Request.HasJsonContentType() || await context.Request.ReadFromJsonAsync<Change>(PageJson.Options, context.RequestAborted).ConfigureAwait(false) is not { } change)
            {
                return Bad("A JSON object is expected: database, backfill, action.");
            }

            if (databases.FirstOrDefault(d => d.Name == change.Database) is not { } database || string.IsNullOrEmpty(change.Backfill))
            {
                return Bad("There is no such database or backfill.");
            }

            if (Act(database.Control, change, Who(context), context.RequestAborted) is not { } action)
            {
                return Bad($"There is no action \"{change.Action}\".");
            }

            await action.ConfigureAwait(false);
            return null;
        }
        catch (JsonException unreadable)
        {
            return Bad("The request is no JSON: " + unreadable.Message);
        }
        catch (BackfillException refused)
        {
            return new(StatusCodes.Status409Conflict, refused.Message);
        }
        catch (PostgresException refused)
        {
            return new(StatusCodes.Status409Conflict, refused.MessageText);
        }
        catch (NpgsqlException lost)
        {
            return new(StatusCodes.Status503ServiceUnavailable, "The database cannot be reached: " + lost.Message);
        }
    }

    private static Task? Act(BackfillControl control, Change change, string who, CancellationToken cancellation) => change.Action switch
    {
        "pause" => control.PauseAsync(change.Backfill!, Reason(change, "paused", who), cancellation),
        "resume" => control.ResumeAsync(change.Backfill!, cancellation),
        "verify" => control.VerifyAgainAsync(change.Backfill!, cancellation),
        "cancel" => control.CancelAsync(change.Backfill!, Reason(change, "cancelled", who), cancellation),
        "throttle" => control.ThrottleAsync(
            change.Backfill!, change.TargetBatchMilliseconds is { } target ? TimeSpan.FromMilliseconds(target) : null, change.MaxWorkers, change.RestRatio, cancellation),
        "release" => control.ReleaseAsync(change.Backfill!, Reason(change, "released", who), cancellation),
        "withdraw" => control.WithdrawAsync(change.Backfill!, Reason(change, "withdrawn", who), cancellation),
        _ => null,
    };

    // The role of the session is the application's; the person stands in the reason.
    private static string Reason(Change change, string verb, string who) => (string.IsNullOrWhiteSpace(change.Reason) ? verb : change.Reason.Trim()) + who;

    private static string Who(HttpContext context) => context.User.Identity?.Name is { Length: > 0 } name ? $" (by {name}, status page)" : " (status page)";

    private static Refusal Bad(string message) => new(StatusCodes.Status400BadRequest, message);

    private sealed record Change(string? Database, string? Backfill, string? Action, string? Reason, int? TargetBatchMilliseconds, int? MaxWorkers, double? RestRatio);
}
