using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity;

/// <summary>The issuer, letter for letter as it stands in tokens and discovery: like Cognito's, without a trailing slash.</summary>
internal sealed class IssuerUrl(IOptions<IdentityOptions> options, IServer server)
{
    // Read late: the port is known only once the server listens ("http://127.0.0.1:0").
    public string Value => field ??= options.Value.Issuer ?? FirstAddress();

    private string FirstAddress() =>
        server.Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
}
