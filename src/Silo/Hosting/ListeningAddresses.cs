using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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
        var urls = FacadeUrls(app.Configuration).ToList();
        foreach (var (setting, url) in urls)
            if (Parse(setting, url) is { } address)
                Check(setting, address);
        CheckKestrel(app, urls.Any(static facade => facade.Setting == "Urls" && facade.Url.StartsWith("https:", StringComparison.OrdinalIgnoreCase)));
    }

    // Reads its section of the settings, certificates included, as it would do when it starts.
    private static void CheckKestrel(WebApplication app, bool needsDefaultCertificate)
    {
        try
        {
            var trial = new KestrelServerOptions { ApplicationServices = app.Services };
            trial.Configure(app.Configuration.GetSection("Kestrel")).Load();
            if (needsDefaultCertificate)
                trial.Listen(IPAddress.Loopback, port: 0, static endpoint => endpoint.UseHttps());
        }
        catch (Exception fault) when (StartFailure.Describe(fault) is null)
        {
            throw new InvalidConfigurationException($"Kestrel: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    // Endpoints of Kestrel's own section take the place of Urls.
    private static IEnumerable<(string Setting, string Url)> FacadeUrls(IConfiguration settings)
    {
        var endpoints = settings.GetSection("Kestrel:Endpoints").GetChildren().Select(static endpoint => ($"{endpoint.Path}:Url", endpoint["Url"] ?? "")).ToList();
        return endpoints.Count > 0
            ? endpoints
            : (settings[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static url => ("Urls", url));
    }

    /// <returns>Null where the system chooses the port.</returns>
    private static EndPoint? Parse(string setting, string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme is not ("http" or "https"))
                throw new FormatException($"'{address.Scheme}' is neither http nor https.");

            return address.IsUnixPipe ? new UnixDomainSocketEndPoint(address.UnixPipePath)
                : address.Port == 0 ? null
                : new IPEndPoint(Resolve(address.Host), address.Port);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            throw new InvalidConfigurationException($"{setting}: '{url}' is not an address such as http://127.0.0.1:8080.");
        }
    }

    // As Kestrel does: a name that is not this machine's loopback stands for every address.
    private static IPAddress Resolve(string host) =>
        host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(host, out var address) ? address
        : IPAddress.Any;

    // Bound and let go, never listened on: nobody can connect to it meanwhile.
    private static void Check(string setting, EndPoint address)
    {
        try
        {
            // TCP by name: only then .NET takes a port where connections of the process before this one are still closing.
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, address is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
            socket.Bind(address);
            if (address is UnixDomainSocketEndPoint)
                File.Delete(address.ToString()!);
        }
        catch (SocketException fault)
        {
            throw new InvalidConfigurationException(fault.SocketErrorCode == SocketError.AddressAlreadyInUse
                ? $"{setting}: {address} is in use by another process."
                : $"{setting}: {address} cannot be listened on ({fault.Message}).");
        }
    }
}
