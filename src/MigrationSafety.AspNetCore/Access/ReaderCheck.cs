using System;
using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;

namespace MigrationSafety.AspNetCore.Access;

/// <summary>Who may read: whom the endpoint's own authorization let through, else this machine alone.</summary>
internal sealed class ReaderCheck(StatusPageOptions options)
{
    private static readonly string[] s_proxyHeaders = ["Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"];

    /// <summary>The endpoint, behind the check and the headers that every answer has.</summary>
    public RequestDelegate Guard(RequestDelegate inner) => async context =>
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (options.AllowRemote || IsAuthorized(context) || IsLocal(context))
        {
            await inner(context).ConfigureAwait(false);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync(
            "The status page of MigrationSafety answers this machine alone. MapMigrationSafety(...).RequireAuthorization(policy) opens it to whom the policy lets in, options.AllowRemote to everybody.", context.RequestAborted).ConfigureAwait(false);
    };

    // The authorization middleware has run: what it does not let through does not come here.
    private static bool IsAuthorized(HttpContext context) =>
        context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<IAuthorizeData>() is not null && metadata.GetMetadata<IAllowAnonymous>() is null;

    // Behind a proxy on this machine everybody seems local; its headers tell. A name other than this machine's own is a page elsewhere whose name was
    // pointed here (DNS rebinding).
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && Array.TrueForAll(s_proxyHeaders, header => !context.Request.Headers.ContainsKey(header))
        && IsOwnName(context.Request.Host.Host);

    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
}
