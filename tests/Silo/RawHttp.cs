using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollgate.Silo.Tests;

/// <summary>A request line by line on a socket, since HttpClient joins headers of one name.</summary>
internal static class RawHttp
{
    public static async Task<HttpResponseMessage> SendAsync(Uri server, HttpRequestMessage request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        var lines = request.Headers.NonValidated.SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}"));
        var text = $"{request.Method} {request.RequestUri} HTTP/1.0\r\nHost: {server.Authority}\r\nContent-Length: 0\r\n{string.Join("\r\n", lines)}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var head = answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        var response = new HttpResponseMessage((HttpStatusCode)int.Parse(head[0].Split(' ')[1]))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..])),
        };
        foreach (var header in head.Skip(1).Select(line => line.Split(": ", 2)))
            if (!response.Headers.TryAddWithoutValidation(header[0], header[1]))
                response.Content.Headers.TryAddWithoutValidation(header[0], header[1]);
        return response;
    }
}
