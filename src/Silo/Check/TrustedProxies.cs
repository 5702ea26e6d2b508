using System.Net;
using Microsoft.Extensions.Options;

namespace Tollgate.Silo.Check;

/// <summary>Tells the connections of <see cref="CheckOptions.TrustedProxies"/> from all others, by the address that nobody can choose: the peer's.</summary>
internal sealed class TrustedProxies(IOptions<CheckOptions> options)
{
    private readonly IReadOnlyList<IPNetwork> _networks = options.Value.Networks();

    public bool Contain(IPAddress? peer)
    {
        if (peer is null)
            return false;
        if (peer.IsIPv4MappedToIPv6)
            peer = peer.MapToIPv4();

        foreach (var network in _networks)
            if (network.Contains(peer))
                return true;
        return false;
    }
}
