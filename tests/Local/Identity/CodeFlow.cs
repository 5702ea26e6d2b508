using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace Tollgate.Local.Identity.Tests;

/// <summary>A browser's part in the code flow: open the page, send its form back, read the redirect.</summary>
internal sealed partial class CodeFlow(RunningIdentity identity)
{
    // RFC 7636, appendix B.
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    public const string State = "state \"<>&' 1";

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

    public async Task<HttpResponseMessage> OpenAsync(Dictionary<string, string> request)
    {
        var query = string.Join('&', request.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return await identity.Http.GetAsync("/oauth2/authorize?" + query, TestContext.Current.CancellationToken);
    }

    /// <summary>Fills in the page's own form, as it was sent.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, string user, string password)
    {
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var fields = HiddenField().Matches(html)
            .ToDictionary(field => WebUtility.HtmlDecode(field.Groups[1].Value), field => WebUtility.HtmlDecode(field.Groups[2].Value));
        fields["username"] = user;
        fields["password"] = password;
        return await identity.Http.PostAsync(
            FormAction().Match(html).Groups[1].Value, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);
    }

    public async Task<string> GetCodeAsync(string user = "alice")
    {
        using var page = await OpenAsync(GoodRequest);
        using var redirect = await SubmitAsync(page, user, "demo");
        return QueryOf(redirect)["code"]!;
    }

    public Task<Answer> RedeemAsync(string code, string verifier = Verifier, string redirectUri = RunningIdentity.RedirectUri) => identity.AskAsync(
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectUri), ("code_verifier", verifier));

    public static System.Collections.Specialized.NameValueCollection QueryOf(HttpResponseMessage redirect) =>
        HttpUtility.ParseQueryString(redirect.Headers.Location!.Query);

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenField();

    [GeneratedRegex("""<form method="post" action="([^"]*)">""")]
    private static partial Regex FormAction();
}
