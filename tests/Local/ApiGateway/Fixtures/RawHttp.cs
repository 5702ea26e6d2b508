using System.Net.Sockets;
using System.Text;

namespace Tollgate.Local.ApiGateway.Tests.Fixtures;

/// <summary>Sends what HttpClient would tidy up first: doubled headers, dot segments, absolute request targets.</summary>
internal static class RawHttp
{
    public static async Task<string> SendAsync(Uri server, string requestLine, params string[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        var request = string.Join("\r\n", [requestLine, "Host: gateway", "Connection: close", .. headers, "", ""]);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
