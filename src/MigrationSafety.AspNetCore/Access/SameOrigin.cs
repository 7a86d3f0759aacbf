using System;
using Microsoft.AspNetCore.Http;

namespace MigrationSafety.AspNetCore.Access;

/// <summary>
/// Whether a change was asked for by the page itself. Other sites can make a browser send its cookies, but not this header, which needs
/// a permission (CORS) that they do not have.
/// </summary>
internal static class SameOrigin
{
    public const string Header = "X-MigrationSafety";

    public static Refusal? Check(HttpRequest request)
    {
        var isForeign = request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site != "same-origin"
            || request.Headers.Origin is { Count: > 0 } origin && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || !from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
        return request.Headers.ContainsKey(Header) && !isForeign ? null : new(StatusCodes.Status400BadRequest, $"Changes are taken from the page itself, with the header {Header}.");
    }
}
