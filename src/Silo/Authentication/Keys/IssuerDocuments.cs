using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Silo.Authentication.Keys;

/// <summary>Fetches what the issuer publishes, and believes none of it further than needed: one answer, in full, small and in time.</summary>
internal sealed class IssuerDocuments(IOptions<AuthOptions> options, TimeProvider clock) : IDisposable
{
    public const int MaxBytes = 1024 * 1024;

    /// <summary>For both documents together.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // the keys are where the issuer says, not where somebody leads
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10), // a moved issuer is found by its new address
    })
    {
        MaxResponseContentBufferSize = MaxBytes,
        Timeout = Timeout.InfiniteTimeSpan, // the deadline is ours, by our clock
    };

    /// <summary>The keys that the issuer publishes now. Whatever goes wrong is an exception.</summary>
    public async Task<IEnumerable<JsonWebKey>> FetchKeysAsync(CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        var authority = options.Value.Authority;
        var discovery = OpenIdConnectConfiguration.Create(
            await FetchAsync(new Uri($"{authority.TrimEnd('/')}/.well-known/openid-configuration"), either.Token));
        if (discovery.Issuer != authority)
            throw new InvalidDataException($"The discovery document is that of another issuer, '{discovery.Issuer}'.");
        if (!Uri.TryCreate(discovery.JwksUri, UriKind.Absolute, out var jwks))
            throw new InvalidDataException("The discovery document names no jwks_uri.");

        return JsonWebKeySet.Create(await FetchAsync(jwks, either.Token)).Keys;
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> FetchAsync(Uri document, CancellationToken cancellation)
    {
        if (document.Scheme != Uri.UriSchemeHttps && (options.Value.RequireHttpsMetadata || document.Scheme != Uri.UriSchemeHttp))
            throw new InvalidDataException($"{document} is not https.");

        using var response = await _http.GetAsync(document, cancellation);
        return response.IsSuccessStatusCode
            ? await response.Content.ReadAsStringAsync(cancellation)
            : throw new HttpRequestException($"{document} answered {(int)response.StatusCode}.", inner: null, response.StatusCode);
    }
}
