using Microsoft.Extensions.Options;
using Tollgate.Local.Identity.Cognito;
using Tollgate.Local.Identity.Okta;

namespace Tollgate.Local.Identity;

/// <summary>The whole stand-in, a user pool and the company's own sign-in, so that tests start the same thing that the demo starts.</summary>
public sealed class IdentityHost : IAsyncDisposable
{
    private readonly WebApplication _cognito;
    private readonly WebApplication _okta;
    private readonly PublicUrls _urls;

    private IdentityHost(WebApplication cognito, WebApplication okta, PublicUrls urls) => (_cognito, _okta, _urls) = (cognito, okta, urls);

    /// <summary>The issuer of the tokens, over plain HTTP.</summary>
    public string Issuer => _urls.Issuer;

    /// <summary>The address of the issuer, whatever its tokens say.</summary>
    public string ListenUrl => _urls.Plain;

    /// <summary>Where browsers sign in, over TLS.</summary>
    public string Domain => _urls.Domain;

    /// <summary>The second issuer, to which the first sends browsers.</summary>
    public string Okta => _urls.Okta;

    public static IdentityHost Build(string[] args, Action<IServiceCollection>? replaceServices = null)
    {
        var urls = new PublicUrls();
        var cognito = CognitoHost.Build(args, urls, replaceServices);
        var okta = OktaHost.Build(args, urls, replaceServices);
        urls.AreThoseOf(cognito, okta);
        return new IdentityHost(cognito, okta, urls);
    }

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _okta.StartAsync(cancellationToken);
        await _cognito.StartAsync(cancellationToken);
    }

    public void Announce()
    {
        IdentityLog.Ready(
            _cognito.Logger,
            Issuer,
            _cognito.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClientId,
            string.Join(", ", _okta.Services.GetRequiredService<OktaDirectory>().All.Select(user => user.Name)));
        IdentityLog.ReadyForBrowsers(_cognito.Logger, Domain, Okta);
    }

    public Task WaitForShutdownAsync() => _cognito.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _cognito.DisposeAsync();
        await _okta.DisposeAsync();
    }
}
