using System.Collections.Specialized;
using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace Tollgate.Local.Identity.Tests;

/// <summary>A browser's part in the code flow, cookies and all: open the app's request, land at Okta, send its form back, end at the app.</summary>
internal sealed partial class CodeFlow(RunningIdentity identity)
{
    // RFC 7636, appendix B.
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    public const string State = "state \"<>&' 1";

    private readonly HttpClient _browser = identity.OpenBrowser();

    /// <summary>Every URL that the browser was sent to, oldest first.</summary>
    public List<Uri> Visited { get; } = [];

    public static Dictionary<string, string> GoodRequest => new()
    {
        ["client_id"] = RunningIdentity.ClientId,
        ["response_type"] = "code",
        ["redirect_uri"] = RunningIdentity.RedirectUri,
        ["scope"] = "openid email",
        ["state"] = State,
        ["nonce"] = "n-1",
        ["identity_provider"] = "Okta",
        ["code_challenge"] = Challenge,
        ["code_challenge_method"] = "S256",
    };

    /// <summary>Where the app's request leads: Okta's page, the app, or a refusal.</summary>
    public Task<HttpResponseMessage> OpenAsync(Dictionary<string, string> request) => GetAsync($"{identity.Domain}/oauth2/authorize?{QueryOf(request)}");

    /// <summary>Fills in the page's own form, as it was sent, and goes where that leads.</summary>
    public Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, string user, string password) =>
        SubmitAsync(page, ("username", user), ("password", password));

    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, params (string Name, string Value)[] filledIn)
    {
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var fields = HiddenField().Matches(html)
            .ToDictionary(field => WebUtility.HtmlDecode(field.Groups[1].Value), field => WebUtility.HtmlDecode(field.Groups[2].Value));
        foreach (var (name, value) in filledIn)
            fields[name] = value;

        var action = new Uri(page.RequestMessage!.RequestUri!, FormAction().Match(html).Groups[1].Value);
        return await FollowAsync(await _browser.PostAsync(action, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken));
    }

    /// <summary>Goes to a URL and on from there, as far as the app.</summary>
    public async Task<HttpResponseMessage> GetAsync(string url)
    {
        Visited.Add(new Uri(url));
        return await FollowAsync(await _browser.GetAsync(url, TestContext.Current.CancellationToken));
    }

    public async Task<string> GetCodeAsync(string user = "alice")
    {
        using var page = await OpenAsync(GoodRequest);
        using var redirect = await SubmitAsync(page, user, "demo");
        return QueryOf(redirect)["code"]!;
    }

    public Task<Answer> RedeemAsync(string code, string verifier = Verifier, string redirectUri = RunningIdentity.RedirectUri) => identity.AskAsync(
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri), ("code_verifier", verifier));

    public static NameValueCollection QueryOf(HttpResponseMessage redirect) => HttpUtility.ParseQueryString(redirect.Headers.Location!.Query);

    public static string QueryOf(Dictionary<string, string> request) =>
        string.Join('&', request.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

    // The app itself is not there: its redirect is where the way ends.
    private async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response)
    {
        while (response.Headers.Location is { } location)
        {
            var next = new Uri(response.RequestMessage!.RequestUri!, location);
            if (next.Host == "localhost")
                return response;
            Visited.Add(next);
            response.Dispose();
            response = await _browser.GetAsync(next, TestContext.Current.CancellationToken);
        }

        return response;
    }

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenField();

    [GeneratedRegex("""<form method="post" action="([^"]*)">""")]
    private static partial Regex FormAction();
}
