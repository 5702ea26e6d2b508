using System.Net;
using System.Net.Sockets;

namespace Tollgate.Throughput.Contending;

/// <summary>A contender that answers, with whatever it needs beside it.</summary>
internal sealed class RunningContender(string url, params IReadOnlyList<IAsyncDisposable> parts) : IAsyncDisposable
{
    public string Url => url;

    public TimeSpan CpuTime => parts.OfType<ServerProcess>().Aggregate(TimeSpan.Zero, static (sum, server) => sum + server.CpuTime);

    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts.Reverse())
            await part.DisposeAsync();
    }
}
