using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>Somebody at a browser. Whatever the page's scripts throw, and whatever its security policy refuses, is remembered.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly string _app;
    private readonly List<string> _faults = [];
    private readonly List<IRequest> _requests = [];

    public Visitor(IPage page, string app)
    {
        (Page, _app) = (page, app);
        page.SetDefaultTimeout(20_000);
        page.PageError += (_, error) => Remember(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.StartsWith("Warning:", StringComparison.Ordinal))
                Remember(message.Text);
        };
        page.Request += (_, request) =>
        {
            lock (_requests)
                _requests.Add(request);
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<IRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public ILocator SignInButton => Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with Okta" });

    public ILocator CallButton => Page.GetByRole(AriaRole.Button, new() { Name = "Call the API" });

    /// <summary>The ring of what is left.</summary>
    public ILocator Ring => Page.GetByRole(AriaRole.Meter, new() { Name = "Calls left today" });

    public Task GoToAsync(string path) => Page.GotoAsync(_app + path);

    /// <summary>Presses the app's button, fills in Okta's page, and comes back.</summary>
    public async Task SignInAsync(string user)
    {
        await SignInButton.ClickAsync();
        await FillInAsync(user, "demo");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).WaitForAsync();
    }

    public async Task FillInAsync(string user, string password)
    {
        await Page.Locator($"input[name=username][value={user}]").CheckAsync();
        await Page.GetByLabel("Password").FillAsync(password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    public Task CallApiAsync() => CallButton.ClickAsync();

    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).First).ToBeVisibleAsync(new() { Timeout = 20_000 });

    public Task SeesLeftAsync(int left) => Assertions.Expect(Ring).ToHaveAttributeAsync("aria-valuenow", $"{left}", new() { Timeout = 20_000 });

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(_faults);
    }

    private void Remember(string fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }
}
