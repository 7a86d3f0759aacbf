using System.Threading.Tasks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MigrationSafety.AspNetCore.Access;

/// <summary>Who may change something: whom the policy names; without one, nobody.</summary>
internal sealed class ControlCheck(StatusPageOptions options)
{
    /// <summary>Null: the user may. Else the answer.</summary>
    public async Task<Refusal?> MayAsync(HttpContext context)
    {
        if (options.ControlPolicy is not { } name)
        {
            return new(StatusCodes.Status403Forbidden, "Changes are switched off: options.ControlPolicy of MapMigrationSafety() names no authorization policy.");
        }

        if (await context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(name).ConfigureAwait(false) is not { } policy)
        {
            return new(StatusCodes.Status403Forbidden, $"There is no authorization policy \"{name}\".");
        }

        var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var who = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        var may = await evaluator.AuthorizeAsync(policy, who, context, resource: null).ConfigureAwait(false);
        return may.Succeeded ? null
            : may.Challenged ? new(StatusCodes.Status401Unauthorized, "Sign in first.")
            : new(StatusCodes.Status403Forbidden, $"The authorization policy \"{name}\" does not let you.");
    }
}
