using System;
using System.IO;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MigrationSafety.AspNetCore.Page;

/// <summary>One HTML page with its style and script inside, which the policy lets run by a nonce, and nothing else.</summary>
internal sealed class StatusPage
{
    private readonly string _template = Read("page.html").Replace("{style}", Read("page.css"), StringComparison.Ordinal).Replace("{script}", Read("page.js"), StringComparison.Ordinal);

    public Task WriteAsync(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XFrameOptions = "DENY";
        var root = (context.Request.PathBase + context.Request.Path).Value!.TrimEnd('/');
        return response.WriteAsync(
            _template.Replace("{nonce}", nonce, StringComparison.Ordinal).Replace("{root}", HtmlEncoder.Default.Encode(root), StringComparison.Ordinal), context.RequestAborted);
    }

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(StatusPage).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
