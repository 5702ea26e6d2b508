using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Runtime;

/// <summary>The facade fails in every way it can, in front of the native executable: always a denial, in time, and the log says why.</summary>
public sealed class BootstrapOutageTests
{
    private const int TimeoutMs = 500;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, (RequestDelegate Answer, string Cause)> Failures = new()
    {
        ["slow"] = (FakeFacade.Hang, "timeout"),
        ["slow in the middle of the body"] = (StallMidBodyAsync, "timeout"),
        ["closes before it answers"] = (FakeFacade.Close, "connection: "),
        ["closes in the middle of the body"] = (FakeFacade.CloseMidBody, "connection: "),
        ["500"] = (FakeFacade.Reply(500, "Internal Server Error"), "status 500"),
        ["502 of a load balancer"] = (FakeFacade.Reply(502, "<html>Bad Gateway</html>"), "status 502"),
        ["503 with a reason"] = (FakeFacade.Reply(503, FacadeAnswers.Overloaded), "status 503, overloaded"),
        ["garbage"] = (FakeFacade.Reply(200, "<html>allow</html>"), "status 200, not understood"),
        ["an allow cut short"] = (FakeFacade.Reply(200, FacadeAnswers.Allow[..^3]), "status 200, not understood"),
        ["an allow under 201"] = (FakeFacade.Reply(201, FacadeAnswers.Allow), "status 201"),
        ["an endless answer"] = (EndlessAsync, "connection: "),
        ["a redirect"] = (FakeFacade.Reply(307, "", ("Location", "http://127.0.0.1:9/")), "status 307"),
    };

    public static TheoryData<string> Names => [.. Failures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Bootstrap_WhenTheFacadeFails_DeniesInTimeAndGoesOn(string name)
    {
        await using var facade = await FakeFacade.StartAsync(Failures[name].Answer);
        await AssertUnavailableAsync(facade.Url.AbsoluteUri, Failures[name].Cause);
    }

    [Fact]
    public async Task Bootstrap_WhenTheFacadeIsDown_DeniesInTimeAndGoesOn()
    {
        // Bound but not listening: the port stays ours and every connection to it is refused.
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await AssertUnavailableAsync($"http://{closed.LocalEndPoint}", "connection: ConnectionError");
    }

    private static async Task AssertUnavailableAsync(string url, string cause)
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, url, TimeoutMs);

        for (var n = 0; n < 2; n++)
        {
            var deadline = TimeProvider.System.GetUtcNow() + Deadline;
            var report = await api.InvokeAsync(TokenEvents.Blog(), deadline.ToUnixTimeMilliseconds());

            Assert.True(TimeProvider.System.GetUtcNow() < deadline);
            Assert.Equal("Deny", report.PolicyEffect);
            Assert.Equal("unavailable", report.Body.GetProperty("context").GetProperty("reason").GetString());
        }

        Assert.False(bootstrap.HasExited);
        Assert.All(await bootstrap.LogAsync(), line =>
        {
            Assert.Equal("unavailable", line.GetProperty("reason").GetString());
            Assert.StartsWith(cause, line.GetProperty("cause").GetString(), StringComparison.Ordinal);
        });
    }

    private static async Task StallMidBodyAsync(HttpContext context)
    {
        context.Response.ContentLength = FacadeAnswers.Allow.Length;
        await context.Response.WriteAsync(FacadeAnswers.Allow[..^1], context.RequestAborted);
        await FakeFacade.Hang(context);
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.WriteAsync(FacadeAnswers.Allow, context.RequestAborted);
    }
}
