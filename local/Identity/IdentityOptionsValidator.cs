using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity;

/// <summary>The annotations, in plain sentences, and the rules that an annotation cannot say.</summary>
internal sealed class IdentityOptionsValidator(IConfiguration configuration) : IValidateOptions<IdentityOptions>
{
    private static readonly string[] Wildcards = ["0.0.0.0", "[::]", "*", "+"];

    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        var annotated = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), annotated, validateAllProperties: true);
        var failures = annotated.Select(result => result.ErrorMessage!).Concat(Failures(options)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private IEnumerable<string> Failures(IdentityOptions options)
    {
        foreach (var url in ListenUrls)
        {
            if (!IsListenUrl(url))
                yield return $"Urls: '{url}' is not a URL such as 'http://127.0.0.1:8081'.";
        }

        if (options.Issuer is { } issuer && !IsOrigin(issuer))
            yield return $"Identity:Issuer '{issuer}' is not an origin such as 'http://127.0.0.1:8081' (no path, no trailing slash).";
        if (options.Issuer is null && ListensEverywhere())
            yield return "Identity:Issuer must be set when Urls names no particular host.";

        foreach (var (setting, url) in new[] { (nameof(options.DomainUrl), options.DomainUrl), (nameof(options.OktaUrl), options.OktaUrl) })
        {
            if (!url.StartsWith("https://", StringComparison.Ordinal) || !IsOrigin(url))
                yield return $"Identity:{setting} '{url}' is not an origin such as 'https://localhost:8085' (no path, no trailing slash).";
        }

        foreach (var redirect in options.RedirectUris)
        {
            if (!IsSafeRedirect(redirect))
                yield return $"Identity:RedirectUris: '{redirect}' is neither https nor http on this machine, or has a fragment.";
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.GetLeftPart(UriPartial.Authority) == text;

    private static bool IsSafeRedirect(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.Fragment.Length == 0;

    private string[] ListenUrls => configuration[WebHostDefaults.ServerUrlsKey]!.Split(';');

    private bool ListensEverywhere() =>
        Array.Exists(Wildcards, host => ListenUrls[0].Contains("://" + host, StringComparison.Ordinal));

    // "*" and "+" are Kestrel's words for any host, and no part of a URI.
    private static bool IsListenUrl(string text) =>
        Uri.TryCreate(text.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttp
        && uri.PathAndQuery == "/";
}
