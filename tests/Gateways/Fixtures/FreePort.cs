using System.Net;
using System.Net.Sockets;

namespace Tollgate.Gateways.Tests.Fixtures;

/// <summary>A port of loopback that nobody is given by chance until it is used: below the range that the system takes from.</summary>
internal static class FreePort
{
    public static int Find()
    {
        while (true)
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, Random.Shared.Next(10_000, 32_000));
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // taken: another one
            }
        }
    }
}
