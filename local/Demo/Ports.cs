using System.Net;
using System.Net.Sockets;

namespace Tollgate.Local.Demo;

/// <summary>Where the parts listen, on loopback: seven ports in a row.</summary>
/// <param name="Domain">The user pool's domain, over TLS.</param>
/// <param name="Okta">Over TLS.</param>
public sealed record Ports(int Silo, int Identity, int ApiGateway, int OrleansSilo, int OrleansGateway, int Domain, int Okta)
{
    public const int Count = 7;

    private int[] All => [Silo, Identity, ApiGateway, OrleansSilo, OrleansGateway, Domain, Okta];

    public static Ports From(int first) => new(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6);

    /// <summary>
    /// Ports that nobody uses now, for tests that run beside other things. They are below those that the machine gives to outgoing calls, so
    /// that none of these takes the place of a part that is down for a while.
    /// </summary>
    public static Ports Free()
    {
        while (true)
        {
            var ports = From(Random.Shared.Next(10_000, 32_000));
            if (ports.All.All(IsFree))
                return ports;
        }
    }

    /// <exception cref="DemoFailedException">Somebody else listens on one of them.</exception>
    public void ThrowIfBusy()
    {
        foreach (var port in All)
            if (!IsFree(port))
                throw new DemoFailedException($"Port {port} is in use. Stop what uses it, or choose others: make demo PORT={Elsewhere}.");
    }

    private int Elsewhere => Silo < 60_000 ? Silo + 1000 : 8080;

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
