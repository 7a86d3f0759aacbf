using System;
using System.Net;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MigrationSafety.AspNetCore.Tests.Support;
using Xunit;

namespace MigrationSafety.AspNetCore.Tests;

/// <summary>Who sees the page, and who changes anything.</summary>
public sealed class AccessTests
{
    private static readonly (string, string) s_remote = (TestApplication.RemoteHeader, "203.0.113.7");
    private static readonly (string, string) s_ada = (TestApplication.UserHeader, "ada");
    private static readonly (string, string) s_bob = (TestApplication.UserHeader, "bob");
    private static readonly (string, string) s_fromPage = ("X-MigrationSafety", "1");

    [Fact]
    public async Task This_machine_reads_a_page_that_loads_nothing_and_runs_only_its_own_script()
    {
        await using var application = await TestApplication.StartAsync("");

        using var answer = await application.GetAsync();
        using var again = await application.GetAsync();
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        var nonce = Regex.Match(policy, "script-src 'nonce-([^']+)'").Groups[1].Value;
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains($"<script nonce=\"{nonce}\">", html, StringComparison.Ordinal);
        Assert.Contains($"<style nonce=\"{nonce}\">", html, StringComparison.Ordinal);
        Assert.NotEqual(policy, Assert.Single(again.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        // The one address is the name of SVG's namespace.
        Assert.Equal(["http://www.w3.org/2000/svg"], Array.ConvertAll([.. Regex.Matches(html, "https?://[^'\"\\s]+")], m => ((Match)m).Value));
        Assert.DoesNotMatch("src=|href=|@import|url\\(|style=\"", html);
        Assert.Contains("data-root=\"/migration-safety\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestApplication.RemoteHeader, "203.0.113.7")]
    [InlineData(TestApplication.RemoteHeader, "2001:db8::1")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Host", "attacker.example")]
    public async Task Nobody_else_reads_anything(string header, string value)
    {
        await using var application = await TestApplication.StartAsync("");

        using var page = await application.GetAsync("/migration-safety", (header, value));
        using var json = await application.GetAsync("/migration-safety/status.json", (header, value));
        using var change = await application.PostAsync(new { }, (header, value), s_fromPage);

        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("answers this machine alone", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, json.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, change.StatusCode);
    }

    [Fact]
    public async Task The_loopback_address_of_either_family_is_this_machine()
    {
        await using var application = await TestApplication.StartAsync("");

        using var six = await application.GetAsync("/migration-safety", (TestApplication.RemoteHeader, "::1"), ("Host", "[::1]:5000"));
        using var mapped = await application.GetAsync("/migration-safety", (TestApplication.RemoteHeader, "::ffff:127.0.0.1"), ("Host", "localhost"));

        Assert.Equal(HttpStatusCode.OK, six.StatusCode);
        Assert.Equal(HttpStatusCode.OK, mapped.StatusCode);
    }

    [Fact]
    public async Task AllowRemote_opens_it_for_reading_only()
    {
        await using var application = await TestApplication.StartAsync("", options => options.AllowRemote = true);

        using var page = await application.GetAsync("/migration-safety", s_remote);
        using var change = await application.PostAsync(new { }, s_remote, s_fromPage);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, change.StatusCode);
    }

    [Fact]
    public async Task Required_authorization_opens_it_for_those_it_lets_in_and_closes_it_for_everybody_else()
    {
        await using var application = await TestApplication.StartAsync("", endpoints: mapped => mapped.RequireAuthorization("readers"));

        using var remote = await application.GetAsync("/migration-safety", s_remote);
        using var local = await application.GetAsync();
        using var signedIn = await application.GetAsync("/migration-safety", s_remote, s_bob);
        using var change = await application.PostAsync(new { }, s_remote, s_bob, s_fromPage);

        Assert.Equal(HttpStatusCode.Unauthorized, remote.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, local.StatusCode);
        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, change.StatusCode);
    }

    [Fact]
    public async Task Authorization_that_anonymous_users_pass_opens_nothing()
    {
        await using var application = await TestApplication.StartAsync("", endpoints: mapped => mapped.RequireAuthorization("readers").AllowAnonymous());

        using var remote = await application.GetAsync("/migration-safety", s_remote);

        Assert.Equal(HttpStatusCode.Forbidden, remote.StatusCode);
    }

    [Fact]
    public async Task Without_a_policy_nothing_can_be_changed()
    {
        await using var application = await TestApplication.StartAsync(Orders.Table, hosting: options => options.AddBackfill(_ => new TestApplication.FillTotals("totals", "id")));
        await application.UntilAsync(b => b.GetProperty("complete").GetBoolean());

        using var change = await application.PostAsync(Pause, s_ada, s_fromPage);

        Assert.Equal(HttpStatusCode.Forbidden, change.StatusCode);
        Assert.Contains("ControlPolicy", await change.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False((await application.UntilAsync(_ => true)).GetProperty("paused").GetBoolean());
    }

    [Fact]
    public async Task With_a_policy_those_it_names_change_it_from_the_page_itself()
    {
        await using var application = await TestApplication.StartAsync(Orders.Slow, options => options.ControlPolicy = "operators", options => options.AddBackfill(_ => new TestApplication.FillTotals("totals", "id")));
        await application.UntilAsync(b => b.GetProperty("rowsDone").GetInt64() > 0);

        async Task<HttpStatusCode> PostAsync(object body, params (string, string)[] headers)
        {
            using var answer = await application.PostAsync(body, headers);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Pause, s_fromPage));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(Pause, s_fromPage, s_bob));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Pause, s_ada));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Pause, s_ada, s_fromPage, ("Origin", "https://attacker.example")));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(Pause, s_ada, s_fromPage, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(Pause, s_ada, s_fromPage, s_remote));
        Assert.False((await application.UntilAsync(_ => true)).GetProperty("paused").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Pause, s_ada, s_fromPage));
        var paused = await application.UntilAsync(b => b.GetProperty("paused").GetBoolean());
        Assert.Equal("peak hours (by ada, status page)", paused.GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(new { database = "ShopContext", backfill = "totals", action = "throttle", maxWorkers = 7, restRatio = 0.5 }, s_ada, s_fromPage));
        Assert.Equal(7, (await application.UntilAsync(_ => true)).GetProperty("maxWorkers").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(new { database = "ShopContext", backfill = "totals", action = "resume" }, s_ada, s_fromPage));
        await application.UntilAsync(b => !b.GetProperty("paused").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(new { database = "ShopContext", backfill = "totals", action = "cancel" }, s_ada, s_fromPage));
        Assert.Equal("cancelled (by ada, status page)", (await application.UntilAsync(b => b.GetProperty("state").GetString() == "cancelled")).GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(new { database = "ShopContext", backfill = "totals", action = "release", reason = "OPS-1" }, s_ada, s_fromPage));
        Assert.NotNull((await application.UntilAsync(_ => true)).GetProperty("releasedAt").GetString());
    }

    [Theory]
    [InlineData("""{ "database": "Elsewhere", "backfill": "totals", "action": "pause" }""", HttpStatusCode.BadRequest, "no such database")]
    [InlineData("""{ "database": "ShopContext", "backfill": "totals", "action": "drop" }""", HttpStatusCode.BadRequest, "no action")]
    [InlineData("""{ "database": "ShopContext", "backfill": "nobody", "action": "pause" }""", HttpStatusCode.Conflict, "no backfill named")]
    [InlineData("""{ "database": "ShopContext", "backfill": "totals", "action": "throttle", "targetBatchMilliseconds": 0 }""", HttpStatusCode.Conflict, "check constraint")]
    [InlineData("""{ "database": """, HttpStatusCode.BadRequest, "no JSON")]
    [InlineData("null", HttpStatusCode.BadRequest, "JSON object")]
    public async Task What_makes_no_sense_is_refused_with_a_reason(string body, HttpStatusCode status, string reason)
    {
        await using var application = await TestApplication.StartAsync(Orders.Table, options => options.ControlPolicy = "operators", options => options.AddBackfill(_ => new TestApplication.FillTotals("totals", "id")));
        await application.UntilAsync(b => b.GetProperty("complete").GetBoolean());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/migration-safety/control") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add(s_ada.Item1, s_ada.Item2);
        request.Headers.Add(s_fromPage.Item1, s_fromPage.Item2);

        using var answer = await application.Client.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_in_the_services_is_told_when_it_is_mapped()
    {
        var none = WebApplication.CreateSlimBuilder().Build();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddDbContext<TestApplication.ShopContext>(options => options.UseNpgsql("Host=/nowhere"));
        builder.Services.AddMigrationSafety<TestApplication.ShopContext>();
        var unauthorized = builder.Build();

        Assert.Contains("AddMigrationSafety<TContext>()", Assert.Throws<InvalidOperationException>(() => none.MapMigrationSafety()).Message, StringComparison.Ordinal);
        Assert.Contains("needs services.AddAuthorization()", Assert.Throws<InvalidOperationException>(() => unauthorized.MapMigrationSafety(configure: o => o.ControlPolicy = "operators")).Message, StringComparison.Ordinal);
    }

    private static object Pause => new { database = "ShopContext", backfill = "totals", action = "pause", reason = "peak hours" };
}
