using System.Net;
using System.Net.Sockets;

namespace Tollgate.Local.Demo;

/// <summary>Where the parts listen, on loopback: five ports in a row.</summary>
public sealed record Ports(int Silo, int Identity, int ApiGateway, int OrleansSilo, int OrleansGateway)
{
    public static Ports From(int first) => new(first, first + 1, first + 2, first + 3, first + 4);

    /// <summary>Ports that nobody uses now, for tests that run beside other things.</summary>
    public static Ports Free()
    {
        var listeners = Enumerable.Range(0, 5).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return new Ports(ports[0], ports[1], ports[2], ports[3], ports[4]);
    }

    /// <exception cref="DemoFailedException">Somebody else listens on one of them.</exception>
    public void ThrowIfBusy()
    {
        foreach (var port in (int[])[Silo, Identity, ApiGateway, OrleansSilo, OrleansGateway])
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException)
            {
                throw new DemoFailedException($"Port {port} is in use. Stop what uses it, or choose others: make demo PORT={port + 1000}.");
            }
            catch (ArgumentOutOfRangeException)
            {
                throw new DemoFailedException($"Port {port} is not a port.");
            }
        }
    }
}
