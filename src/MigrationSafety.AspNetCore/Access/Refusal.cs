using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace MigrationSafety.AspNetCore.Access;

/// <summary>Why a request is not carried out.</summary>
internal sealed record Refusal(int StatusCode, string Message)
{
    public Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCode;
        return context.Response.WriteAsJsonAsync(new { error = Message }, PageJson.Options, context.RequestAborted);
    }
}
