using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>Somebody at a browser. Whatever the page's scripts throw, whatever its security policy refuses, and every token in a URL is remembered.</summary>
public sealed partial class Visitor : IAsyncDisposable
{
    private const float Patience = 30_000;

    private readonly string _app;
    private readonly List<string> _faults = [];
    private readonly List<IRequest> _requests = [];

    public Visitor(IPage page, string app)
    {
        (Page, _app) = (page, app);
        page.SetDefaultTimeout(Patience);
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
            if (Token().IsMatch(request.Url))
                Remember($"A token is in a URL: {request.Method} {new Uri(request.Url).AbsolutePath}");
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

    /// <summary>Whoever is signed in is taken for somebody whom Okta does not know.</summary>
    public async Task BecomeAsync(WebSystem web, string email)
    {
        await ReplaceIdTokenAsync(token => new Mint(web.KeyPath).Change(token, claims => claims["email"] = email));
        await Page.ReloadAsync();
        await SeesAsync(email);
    }

    /// <summary>What a storage of the page holds, as JSON.</summary>
    public Task<string> StoredAsync(string storage) => Page.EvaluateAsync<string>($"JSON.stringify({storage})");

    public Task<string> RefreshTokenAsync() => Page.EvaluateAsync<string>("sessionStorage.getItem(Object.keys(sessionStorage).find(key => key.endsWith('.refreshToken')))");

    public async Task ReplaceIdTokenAsync(Func<string, string> change)
    {
        const string Find = "Object.keys(sessionStorage).find(key => key.endsWith('.idToken'))";
        var token = await Page.EvaluateAsync<string>($"sessionStorage.getItem({Find})");
        await Page.EvaluateAsync($"token => sessionStorage.setItem({Find}, token)", change(token));
    }

    /// <summary>The status of a request that the page itself makes, with its own token.</summary>
    public Task<int> FetchAsync(string path) => Page.EvaluateAsync<int>("""
        async path => {
          const token = sessionStorage.getItem(Object.keys(sessionStorage).find(key => key.endsWith('.idToken')));
          return (await fetch(path, { headers: { Authorization: `Bearer ${token}` } })).status;
        }
        """, path);

    public Task ButtonAsync(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();

    public Task ConfirmAsync(string name) => Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    public Task FillAsync(string label, string text) => Page.GetByLabel(label).First.FillAsync(text);

    /// <summary>Fills in a field of the dialog that is open.</summary>
    public Task AnswerAsync(string label, string text) => Page.GetByRole(AriaRole.Dialog).GetByLabel(label).FillAsync(text);

    public Task TabAsync(string name) => Page.GetByRole(AriaRole.Tab, new() { Name = name }).ClickAsync();

    public Task CallApiAsync() => CallButton.ClickAsync();

    /// <summary>What came of the call.</summary>
    public ILocator Outcome => Page.GetByTestId("outcome");

    public Task SeesAsync(string text) => Assertions.Expect(Page.GetByText(text).Filter(new() { Visible = true }).First).ToBeVisibleAsync(new() { Timeout = Patience });

    public Task SeesLeftAsync(int left) => Assertions.Expect(Ring).ToHaveAttributeAsync("aria-valuenow", $"{left}", new() { Timeout = Patience });

    /// <summary>The calls that went to the API, preflights aside.</summary>
    public IReadOnlyList<IRequest> Calls => [.. Requests.Where(request => request.Url.EndsWith("/blog", StringComparison.Ordinal) && request.Method == "GET")];

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        Assert.Empty(_faults);
    }

    /// <summary>A header and claims, which any JWT begins with.</summary>
    [GeneratedRegex(@"eyJ[\w-]+\.eyJ")]
    internal static partial Regex Token();

    private void Remember(string fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }
}
