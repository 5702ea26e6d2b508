using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity;

/// <summary>Where clients and browsers find the parts. Read late: a port given as 0 is known only once the server listens.</summary>
internal sealed class PublicUrls
{
    private WebApplication? _cognito;
    private WebApplication? _okta;

    /// <summary>The issuer, letter for letter as it stands in tokens and discovery: like Cognito's, without a trailing slash.</summary>
    public string Issuer => field ??= _cognito!.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.Issuer ?? Plain;

    public string Plain => field ??= Find(_cognito!, Uri.UriSchemeHttp);

    /// <summary>The user pool's domain, where browsers sign in: always https, as at Cognito.</summary>
    public string Domain => field ??= Find(_cognito!, Uri.UriSchemeHttps);

    public string Okta => field ??= Find(_okta!, Uri.UriSchemeHttps);

    public void AreThoseOf(WebApplication cognito, WebApplication okta) => (_cognito, _okta) = (cognito, okta);

    private static string Find(WebApplication app, string scheme) =>
        app.Urls.First(url => url.StartsWith(scheme + "://", StringComparison.Ordinal)).TrimEnd('/');
}
