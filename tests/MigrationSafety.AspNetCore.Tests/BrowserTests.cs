using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Playwright;
using MigrationSafety.AspNetCore.Tests.Support;
using MigrationSafety.TestServers;
using Xunit;

namespace MigrationSafety.AspNetCore.Tests;

/// <summary>The page in Chromium, as an operator uses it.</summary>
public sealed class BrowserTests
{
    // Names come from the database: text, never markup.
    private const string Wicked = "totals <img src=x onerror=alert(1)>";

    [Fact]
    public async Task An_operator_watches_a_backfill_pauses_it_and_lets_it_go_on()
    {
        await using var application = await TestApplication.StartAsync(Orders.Slow, options => options.ControlPolicy = "operators",
            options => options.AddBackfill(_ => new TestApplication.FillTotals("orders-total", "CASE WHEN id % 1500 = 0 THEN 1 / (id - id) ELSE id END")));
        await using var browser = await LaunchAsync();
        var page = await browser.Browser.NewPageAsync(new() { ViewportSize = new() { Width = 1100, Height = 1100 }, ExtraHTTPHeaders = [new(TestApplication.UserHeader, "ada")] });
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);

        await page.GotoAsync(new Uri(application.Root, "/migration-safety").ToString());
        var card = page.Locator("article").First;
        await Assertions.Expect(card.Locator("h3")).ToHaveTextAsync("orders-total");
        await Assertions.Expect(card.Locator("path.curve").First).ToBeAttachedAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(card.Locator(".facts")).ToContainTextAsync("Left of this pass");
        await application.UntilAsync(b => b.GetProperty("quarantined").GetInt64() >= 1 && b.GetProperty("history").GetArrayLength() > 40);
        await page.WaitForTimeoutAsync(2500);
        await ShootAsync(page, "status-page.png");

        await card.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await page.GetByLabel("Why").FillAsync("peak hours");
        await page.Locator("#dialog-do").ClickAsync();
        await Assertions.Expect(card.Locator(".chip")).ToHaveTextAsync("paused");
        await Assertions.Expect(card.Locator(".note").First).ToHaveTextAsync("Paused: peak hours (by ada, status page)");

        await card.GetByRole(AriaRole.Button, new() { Name = "Throttle" }).ClickAsync();
        await page.GetByLabel("Workers over all processes").FillAsync("-1");
        await page.Locator("#dialog-do").ClickAsync();
        await Assertions.Expect(page.Locator("dialog")).ToBeVisibleAsync();
        await page.GetByLabel("Workers over all processes").FillAsync("4");
        await page.Locator("#dialog-do").ClickAsync();
        await Assertions.Expect(card.Locator(".facts")).ToContainTextAsync("of at most 4");

        await card.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await page.Locator("#dialog-do").ClickAsync();
        await Assertions.Expect(card.Locator(".chip")).ToHaveTextAsync("filling");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Whoever_may_only_read_sees_no_buttons_and_an_application_that_is_gone_is_told()
    {
        var application = await TestApplication.StartAsync(Orders.Table, options => options.ControlPolicy = "operators", options => options.AddBackfill(_ => new TestApplication.FillTotals(Wicked, "id")));
        await using var browser = await LaunchAsync();
        var page = await browser.Browser.NewPageAsync(new() { ColorScheme = ColorScheme.Dark });

        await page.GotoAsync(new Uri(application.Root, "/migration-safety").ToString());
        await Assertions.Expect(page.Locator("article .chip")).ToHaveTextAsync("complete", new() { Timeout = 20_000 });
        await Assertions.Expect(page.Locator("article button")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("article h3")).ToHaveTextAsync(Wicked);
        await Assertions.Expect(page.Locator("img")).ToHaveCountAsync(0);
        await ShootAsync(page, "status-page-dark.png");
        await application.DisposeAsync();

        await Assertions.Expect(page.Locator("#updated")).ToContainTextAsync("cannot be reached", new() { Timeout = 10_000 });
    }

    // For people: artifacts/screenshots.
    private static Task ShootAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(PostgresInstallation.RepositoryRoot(), "artifacts", "screenshots", name), FullPage = true });

    private static async Task<RunningBrowser> LaunchAsync()
    {
        var executable = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.True(executable is not null, "Chromium is not installed. Run: bash build/setup.sh (as root), or: apt-get install chromium");
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] }));
    }

    private sealed record RunningBrowser(IPlaywright Playwright, IBrowser Browser) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Browser.DisposeAsync();
            Playwright.Dispose();
        }
    }
}
