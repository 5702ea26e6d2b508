using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tollgate.Overload.Calls;

/// <summary>
/// One connection, one call at a time, as little work as can be: whoever measures a server on the same machine must not be its heaviest load. It
/// reads the status and where the answer ends, and knows only answers as the silo gives them.
/// </summary>
internal sealed class SiloConnection : IDisposable
{
    /// <summary>Read by the runtime when the first socket is opened: with 1, an answer is read by the thread that learns of it, which halves a caller's work.</summary>
    public const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private const int StatusAt = 9; // HTTP/1.1 200

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request = new byte[4 * 1024];
    private readonly byte[] _answer = new byte[4 * 1024];

    public static async Task<SiloConnection> OpenAsync(IPEndPoint silo, CancellationToken stopping)
    {
        var connection = new SiloConnection();
        await connection._socket.ConnectAsync(silo, stopping);
        return connection;
    }

    /// <returns>The status of the answer.</returns>
    /// <exception cref="IOException">The connection ended before the answer did.</exception>
    public async Task<int> CallAsync(CallTexts texts, int number, CancellationToken stopping)
    {
        var request = texts.Write(number, _request);
        await _socket.SendAsync(request, stopping);
        for (var length = 0; ;)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(length), stopping);
            if (read == 0)
                throw new IOException("The connection ended before the answer did.");
            length += read;
            if (IsWhole(_answer.AsSpan(0, length)))
                return (_answer[StatusAt] * 100) + (_answer[StatusAt + 1] * 10) + _answer[StatusAt + 2] - ('0' * 111);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;

        var at = answer[..head].IndexOf("\r\nContent-Length: "u8);
        if (at < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8); // the last chunk

        var value = answer[(at + "\r\nContent-Length: ".Length)..head];
        var end = value.IndexOf((byte)'\r');
        return answer.Length == head + 4 + int.Parse(Encoding.ASCII.GetString(end < 0 ? value : value[..end]));
    }
}
