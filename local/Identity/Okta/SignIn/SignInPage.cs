using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Net.Http.Headers;
using OpenIddict.Abstractions;
using Tollgate.Local.Identity.Okta;

namespace Tollgate.Local.Identity.Okta.SignIn;

/// <summary>One page, no script: the company's people and a password field.</summary>
internal sealed class SignInPage(OktaDirectory directory)
{
    // No form-action: browsers apply it to the redirect that answers the form, and that leads to the app.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly string Template = ReadTemplate();

    public IResult Show(OpenIddictRequest request) => new Page(Fill(request, error: ""), StatusCodes.Status200OK);

    public IResult ShowAgain(OpenIddictRequest request) => new Page(
        Fill(request, """<p class="error" role="alert">Incorrect username or password.</p>"""),
        StatusCodes.Status422UnprocessableEntity);

    private string Fill(OpenIddictRequest request, string error) => Template
        .Replace("{{error}}", error, StringComparison.Ordinal)
        .Replace("{{users}}", Users(request.Username), StringComparison.Ordinal)
        .Replace("{{fields}}", HiddenFields(request), StringComparison.Ordinal);

    private string Users(string? chosen)
    {
        var html = new StringBuilder();
        foreach (var user in directory.All)
        {
            var isChecked = user.Name == (chosen ?? directory.All[0].Name) ? " checked" : "";
            html.Append(
                $"""
                <label class="user"><input type="radio" name="username" value="{user.Name}"{isChecked}>
                <span><b>{user.Name}</b><small>{user.Email}</small></span><em>{(user.Remark.Length > 0 ? user.Remark : user.Department)}</em></label>

                """);
        }

        return html.ToString();
    }

    private static string HiddenFields(OpenIddictRequest request)
    {
        var html = new StringBuilder();
        foreach (var (name, value) in request.GetParameters())
        {
            if (name is not ("username" or "password" or "prompt"))
                html.Append($"""<input type="hidden" name="{Encode(name)}" value="{Encode((string?)value ?? "")}">""");
        }

        return html.ToString();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static string ReadTemplate()
    {
        using var reader = new StreamReader(typeof(SignInPage).Assembly.GetManifestResourceStream("sign-in.html")!);
        return reader.ReadToEnd();
    }

    private sealed record Page(string Html, int Status) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.Headers[HeaderNames.ContentSecurityPolicy] = ContentSecurityPolicy;
            http.Response.Headers[HeaderNames.CacheControl] = "no-store";
            return Results.Content(Html, "text/html; charset=utf-8", statusCode: Status).ExecuteAsync(http);
        }
    }
}
