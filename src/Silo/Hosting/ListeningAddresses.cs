using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Tollgate.Silo.Hosting;

/// <summary>
/// Asks for every address that the process will listen on before anything starts: found busy later, the silo would have joined its cluster
/// already, and would leave it as if it had crashed.
/// </summary>
internal static class ListeningAddresses
{
    /// <exception cref="InvalidConfigurationException">One of them cannot be listened on, or is none.</exception>
    public static void CheckListeningAddresses(this WebApplication app)
    {
        var cluster = app.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        Check("Cluster:SiloPort", cluster.SiloListeningEndpoint ?? new IPEndPoint(cluster.AdvertisedIPAddress, cluster.SiloPort));
        if (cluster.GatewayPort != 0)
            Check("Cluster:GatewayPort", cluster.GatewayListeningEndpoint ?? new IPEndPoint(cluster.AdvertisedIPAddress, cluster.GatewayPort));
        foreach (var url in (app.Configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (Parse(url) is { } address)
                Check("Urls", address);
    }

    /// <returns>Null where there is no port to ask for: a Unix socket, or a port that the system chooses.</returns>
    private static IPEndPoint? Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme is not ("http" or "https"))
                throw new FormatException($"'{address.Scheme}' is neither http nor https.");

            return address.IsUnixPipe || address.Port == 0 ? null : new IPEndPoint(Resolve(address.Host), address.Port);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw new InvalidConfigurationException($"Urls: '{url}' is not an address such as http://127.0.0.1:8080.");
        }
    }

    // As Kestrel does: a name that is not this machine's loopback stands for every address.
    private static IPAddress Resolve(string host) =>
        host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : IPAddress.Any;

    // Bound and let go, never listened on: nobody can connect to it meanwhile.
    private static void Check(string setting, IPEndPoint address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(address);
        }
        catch (SocketException fault)
        {
            throw new InvalidConfigurationException(fault.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"{setting}: {address} is in use by another process."
                : $"{setting}: {address} cannot be listened on ({fault.Message}).");
        }
    }
}
