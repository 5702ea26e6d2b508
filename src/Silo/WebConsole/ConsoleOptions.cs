using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.WebConsole;

/// <summary>The web app under <c>/console</c>, and what it is told of the services around it.</summary>
public sealed class ConsoleOptions : IValidatableObject
{
    public const string SectionName = "Console";

    /// <summary>The folder of the built app (<c>web/dist</c>). Where it is missing, <c>/console</c> is not there.</summary>
    /// <value><c>console</c>, beside the binary.</value>
    [Required]
    public string Path { get; set; } = System.IO.Path.Combine(AppContext.BaseDirectory, "console");

    /// <summary>The user pool's domain, where browsers sign in: a host, with a port if it is not 443.</summary>
    /// <value>None: the app says that it is not set up.</value>
    public string? Domain { get; set; }

    /// <summary>The user pool's id.</summary>
    /// <value>The last segment of <c>Auth:Authority</c>.</value>
    public string? UserPoolId { get; set; }

    /// <summary>Where the user pool's own API is, if it is not Amazon's.</summary>
    /// <value>None.</value>
    public string? UserPoolEndpoint { get; set; }

    /// <summary>The identity provider that the sign-in button leads to.</summary>
    /// <value><c>Okta</c>.</value>
    [Required]
    public string IdentityProvider { get; set; } = "Okta";

    /// <summary>The API that the app calls on a user's behalf: its stage, such as <c>https://abc.execute-api.eu-west-1.amazonaws.com/Dev</c>.</summary>
    /// <value>None: the app shows quotas only.</value>
    public string? ApiUrl { get; set; }

    /// <summary>What it calls there.</summary>
    /// <value><c>/blog</c>.</value>
    [Required]
    public string ApiPath { get; set; } = "/blog";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Domain is not null && !(Uri.TryCreate($"https://{Domain}/", UriKind.Absolute, out var domain) && domain.Authority == Domain))
            yield return new ValidationResult($"Console:Domain '{Domain}' is not a host such as example.auth.eu-west-1.amazoncognito.com.");
        foreach (var (setting, url) in new[] { (nameof(UserPoolEndpoint), UserPoolEndpoint), (nameof(ApiUrl), ApiUrl) })
            if (url is not null && !IsWebUrl(url))
                yield return new ValidationResult($"Console:{setting} '{url}' is not a URL such as https://example.com/Dev.");
    }

    private static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.Query.Length == 0;
}
