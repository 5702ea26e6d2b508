using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Runtime;

/// <summary>The one connection to the facade: kept warm from event to event, over freezing and thawing, and over whatever happened meanwhile.</summary>
public sealed class BootstrapConnectionTests
{
    [Fact]
    public async Task Bootstrap_OverManyInvocations_KeepsOneConnection()
    {
        using var facade = new RawFacade();
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url);

        for (var n = 0; n < 20; n++)
            Assert.Equal("Allow", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);

        Assert.Equal(1, facade.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bootstrap_ThawedWithADeadConnection_AsksOnANewOne(bool reset)
    {
        using var facade = new RawFacade();
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url);
        Assert.Equal("Allow", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);

        bootstrap.Freeze();
        facade.CloseAll(reset);
        var answer = api.InvokeAsync(TokenEvents.Blog());
        bootstrap.Thaw();

        Assert.Equal("Allow", (await answer).PolicyEffect);
        Assert.Equal(2, facade.Connections);
        Assert.Equal(["request-1", "request-2"], facade.RequestIds);
    }

    [Fact]
    public async Task Bootstrap_WhoseConnectionDiesUnderTheQuestion_AsksOnceMoreWithTheSameId()
    {
        using var facade = new RawFacade();
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url);
        Assert.Equal("Allow", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);

        facade.HangUpOn(1);
        Assert.Equal("Allow", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);
        facade.HangUpOn(2);
        Assert.Equal("Deny", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);

        Assert.Equal(["request-1", "request-2", "request-2", "request-3", "request-3"], facade.RequestIds);
    }

    /// <summary>A facade by the byte, since who closes a connection, when and how is the point here.</summary>
    private sealed class RawFacade : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly ConcurrentBag<Socket> _connections = [];
        private readonly ConcurrentQueue<string> _requestIds = new();
        private int _hangUps;

        public RawFacade()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _ = AcceptAsync();
        }

        public string Url => $"http://{_listener.LocalEndPoint}";

        public int Connections => _connections.Count;

        public IEnumerable<string> RequestIds => _requestIds;

        /// <summary>Reads the next questions and closes instead of answering.</summary>
        public void HangUpOn(int questions) => _hangUps = questions;

        public void CloseAll(bool reset)
        {
            foreach (var connection in _connections)
                connection.Close(reset ? 0 : -1);
        }

        public void Dispose()
        {
            _listener.Dispose();
            CloseAll(reset: false);
        }

        private async Task AcceptAsync()
        {
            while (true)
            {
                var connection = await _listener.AcceptAsync();
                _connections.Add(connection);
                _ = ServeAsync(connection);
            }
        }

        private async Task ServeAsync(Socket connection)
        {
            using var reader = new StreamReader(new NetworkStream(connection, ownsSocket: true), Encoding.ASCII);
            while (await reader.ReadLineAsync() is { } line)
            {
                // The body is one line without an end: it is read by what it ends with.
                if (line.Length > 0)
                    continue;
                var body = new StringBuilder();
                while (body.Length == 0 || body[^1] != '}')
                    body.Append((char)reader.Read());
                _requestIds.Enqueue(body.ToString().Split("\"requestId\":\"")[1].Split('"')[0]);
                if (_hangUps-- > 0)
                    return;

                var answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {FacadeAnswers.Allow.Length}\r\n\r\n{FacadeAnswers.Allow}");
                await reader.BaseStream.WriteAsync(answer);
            }
        }
    }
}
