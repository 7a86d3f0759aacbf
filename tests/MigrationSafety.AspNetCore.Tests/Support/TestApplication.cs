using System;
using System.Net;
using System.Net.Http;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MigrationSafety.Runtime.Backfills;
using MigrationSafety.Runtime.Hosting;
using MigrationSafety.TestServers;

namespace MigrationSafety.AspNetCore.Tests.Support;

/// <summary>An application on this machine with the status page, over a database of its own.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    /// <summary>What the request seems to come from, for tests of remote addresses.</summary>
    public const string RemoteHeader = "Test-Remote";

    /// <summary>Who signed in.</summary>
    public const string UserHeader = "Test-User";

    private readonly WebApplication _application;

    private TestApplication(WebApplication application, TestDatabase database)
    {
        _application = application;
        Database = database;
        Root = new(application.Urls.GetEnumerator() is var urls && urls.MoveNext() ? urls.Current : throw new InvalidOperationException("It does not listen."));
        Client = new() { BaseAddress = Root };
    }

    public TestDatabase Database { get; }

    public Uri Root { get; }

    public HttpClient Client { get; }

    public static async Task<TestApplication> StartAsync(
        string sql, Action<StatusPageOptions>? page = null, Action<MigrationSafetyHostingOptions>? hosting = null, Action<IEndpointConventionBuilder>? endpoints = null, string? connection = null)
    {
        var database = await (await PostgresServer.StartAsync(18)).CreateDatabaseAsync();
        if (sql.Length > 0)
        {
            await database.ExecuteAsync(sql);
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(connection ?? database.ConnectionString));
        builder.Services.AddMigrationSafety<ShopContext>(options => hosting?.Invoke(options));
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, HeaderUser>("test", null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("readers", policy => policy.RequireAuthenticatedUser())
            .AddPolicy("operators", policy => policy.RequireUserName("ada"));
        // JSON of the application's own taste must not reach the page.
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper);
        var application = builder.Build();
        application.Use((context, next) =>
        {
            if (context.Request.Headers[RemoteHeader] is [{ } remote])
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
            }

            return next(context);
        });
        application.UseAuthentication();
        application.UseAuthorization();
        var mapped = application.MapMigrationSafety(configure: options =>
        {
            options.SampleInterval = TimeSpan.FromMilliseconds(200);
            page?.Invoke(options);
        });
        endpoints?.Invoke(mapped);
        await application.StartAsync();
        return new(application, database);
    }

    public Task<HttpResponseMessage> GetAsync(string path = "/migration-safety", params (string Name, string Value)[] headers) => SendAsync(new(HttpMethod.Get, path), headers);

    public Task<HttpResponseMessage> PostAsync(object body, params (string Name, string Value)[] headers) =>
        SendAsync(new(HttpMethod.Post, "/migration-safety/control") { Content = JsonContent.Create(body) }, headers);

    /// <summary>The first backfill of the page, when the condition holds.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> holds)
    {
        var last = "";
        for (var i = 0; i < 300; i++)
        {
            last = await Client.GetStringAsync("/migration-safety/status.json");
            var backfills = JsonDocument.Parse(last).RootElement.GetProperty("databases")[0].GetProperty("backfills");
            if (backfills.GetArrayLength() > 0 && holds(backfills[0]))
            {
                return backfills[0];
            }

            await Task.Delay(100);
        }

        throw new TimeoutException(last);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
        await Database.DisposeAsync();
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, (string Name, string Value)[] headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request);
    }

    internal sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options);

    internal sealed class FillTotals(string name, string expression) : Backfill
    {
        public override string Name => name;

        public override string Table => "orders";

        protected override void Define(BackfillBuilder rows) => rows.Set("total", expression);
    }

    private sealed class HeaderUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers[UserHeader] is [{ } name]
            ? AuthenticateResult.Success(new(new(new ClaimsIdentity([new(ClaimTypes.Name, name)], "test")), "test"))
            : AuthenticateResult.NoResult());
    }
}
