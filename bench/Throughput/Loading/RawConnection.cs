using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Tollgate.Throughput.Loading;

/// <summary>HTTP/1.1 over a socket, one call at a time, as cheap as can be: the generator shares the machine with what it measures.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[16 * 1024];

    private RawConnection()
    {
    }

    public static async Task<RawConnection> OpenAsync(Uri server)
    {
        var connection = new RawConnection();
        await connection._socket.ConnectAsync(server.Host, server.Port);
        return connection;
    }

    /// <returns>The status and the body, when the whole answer is here.</returns>
    public async Task<(int Status, string Body)> PostAsync(string path, string token, string body)
    {
        await _socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: tollgate\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        for (var length = 0; ;)
        {
            var got = await _socket.ReceiveAsync(_received.AsMemory(length));
            if (got == 0)
                throw new BenchFailedException("The server hung up.");
            length += got;
            if (IsWhole(_received.AsSpan(0, length)))
                return (int.Parse(_received.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture), BodyOfRefusal(_received.AsSpan(0, length)));
        }
    }

    public void Dispose() => _socket.Dispose();

    // Of a yes nobody wants to know more.
    private static string BodyOfRefusal(ReadOnlySpan<byte> answer) =>
        answer.StartsWith("HTTP/1.1 200"u8) ? "" : Encoding.UTF8.GetString(answer[(answer.IndexOf("\r\n\r\n"u8) + 4)..]);

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var field = answer[..head].IndexOf("\r\nContent-Length: "u8);
        if (field < 0)
            throw new BenchFailedException("An answer has no Content-Length, and this generator reads no other.");
        var value = answer[(field + "\r\nContent-Length: ".Length)..];
        return answer.Length >= head + "\r\n\r\n".Length + int.Parse(value[..value.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
