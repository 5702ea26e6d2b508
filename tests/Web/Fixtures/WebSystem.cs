using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Playwright;
using Tollgate.Local.Demo;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Tollgate.Web.Tests.WebSystem))]

// All tests share one system and one browser; each has a browser context, and users, of its own.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Tollgate.Web.Tests;

/// <summary>The whole demo, as processes, and Debian's Chromium. Limit: 5 calls a day; <c>/blog</c> is open to IT and Finance.</summary>
public sealed class WebSystem : IAsyncLifetime
{
    public const int DailyLimit = 5;

    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];

    public string Folder { get; } = Directory.CreateTempSubdirectory("tollgate-web-").FullName;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public LocalSystem System { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var starting = LocalSystem.StartAsync(new SystemOptions(Ports.Free(), Folder, DailyLimit)
        {
            Identity = new Dictionary<string, string> { ["Identity:CertificatePath"] = Path.Combine(Folder, "localhost.pem"), ["Identity:KeyPath"] = KeyPath },
            Silo = new Dictionary<string, string> { ["Dashboard:Enabled"] = "true" },
        }, TestContext.Current.CancellationToken);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
        System = await starting;
    }

    /// <summary>The key that Identity signs with, for tokens that it would not give.</summary>
    public string KeyPath => Path.Combine(Folder, "key.pem");

    /// <summary>Ends a sign-in at the user pool, as somebody else.</summary>
    public async Task RevokeAsync(string refreshToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = "tollgate-web", ["token"] = refreshToken });
        using var response = await System.Http.PostAsync($"{System.IdentityUrl}/oauth2/revoke", form, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await System.DisposeAsync();
        Assert.DoesNotContain(Directory.GetFiles(Folder, "*.log"), log => Visitor.Token().IsMatch(File.ReadAllText(log))); // whichever test brought it
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A browser that nobody has used yet, in Berlin, at the app.</summary>
    public async Task<Visitor> OpenAsync(Action<BrowserNewContextOptions>? change = null, string path = "")
    {
        var visitor = await NewVisitorAsync(change);
        await visitor.GoToAsync(path);
        return visitor;
    }

    /// <summary>The same, with a session that was begun before: for tests that are about something else, and need not go by way of the issuers.</summary>
    public async Task<Visitor> OpenAsAsync(string user, Action<BrowserNewContextOptions>? change = null, string path = "", Func<IPage, Task>? before = null)
    {
        var visitor = await NewVisitorAsync(change);
        await visitor.Page.AddInitScriptAsync(await new StoredSession(System).ScriptAsync(user));
        if (before is not null)
            await before(visitor.Page);
        await visitor.GoToAsync(path);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
        return visitor;
    }

    private async Task<Visitor> NewVisitorAsync(Action<BrowserNewContextOptions>? change)
    {
        var options = new BrowserNewContextOptions { IgnoreHTTPSErrors = true, Locale = "en-GB", TimezoneId = "Europe/Berlin", ReducedMotion = ReducedMotion.Reduce };
        change?.Invoke(options);
        var context = await _browser.NewContextAsync(options);
        return new Visitor(await context.NewPageAsync(), System.ConsoleUrl);
    }

    /// <summary>Gives the user a day that is as new, and no limit of their own.</summary>
    public async Task BeginAnewAsync(string user)
    {
        await AdminAsync(HttpMethod.Delete, $"quotas/limit?principal={user}@example.com&reason=test");
        await AdminAsync(HttpMethod.Post, $"quotas/reset?principal={user}@example.com", new { requestId = Guid.NewGuid().ToString("N"), reason = "test" });
    }

    public async Task AdminAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, $"{System.SiloUrl}/v1/admin/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await new Caller(System).SignInAsync("admin", TestContext.Current.CancellationToken));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await System.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Calls the API as somebody in IT whom Okta does not know, without a browser.</summary>
    public async Task CallApiAsAsync(string email, int times)
    {
        var caller = new Caller(System);
        var token = new Mint(KeyPath).Change(await caller.SignInAsync("alice", TestContext.Current.CancellationToken), claims => claims["email"] = email);
        for (var n = 0; n < times; n++)
            await caller.CallApiAsync(token, TestContext.Current.CancellationToken);
    }

    /// <summary>Calls the API as the user, without a browser.</summary>
    public async Task CallApiAsync(string user, int times = 1)
    {
        var caller = new Caller(System);
        var token = await caller.SignInAsync(user, TestContext.Current.CancellationToken);
        for (var n = 0; n < times; n++)
            await caller.CallApiAsync(token, TestContext.Current.CancellationToken);
    }
}
