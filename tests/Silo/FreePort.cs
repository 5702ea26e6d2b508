using System.Net;
using System.Net.Sockets;

namespace Tollgate.Silo.Tests;

/// <summary>
/// A port of loopback that nobody uses now, and that nobody is given by chance until it is used: below the range that the system takes from for
/// port 0 and for outgoing connections.
/// </summary>
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
