using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Local.Demo;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests;

/// <summary><c>make demo</c>, as somebody who has just cloned the repository sees it.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task Once_TellsTheStoryAndEnds()
    {
        await Midnight.KeepAwayAsync(TestContext.Current.CancellationToken);
        await using var demo = DemoProcess.Start("--once", "--port", $"{Ports.Free().Silo}");
        await demo.UntilSaidAsync("0 left");
        var started = ProcessTree.Below(demo.Id);

        Assert.Equal(0, await demo.UntilEndAsync());
        var told = demo.Output.Where(line => line.StartsWith("  ", StringComparison.Ordinal)).ToList();
        Assert.Equal(11, told.Count);
        Assert.All(told, line => Assert.StartsWith("  ✓ ", line, StringComparison.Ordinal));
        Assert.All(["4 left", "0 left", "wrong role", "changed to bob", "reached her limit", "kill -9", "a limit of his own", "her day back"],
            step => Assert.Single(told, line => line.Contains(step, StringComparison.Ordinal)));
        Assert.Equal("Everything went as it should.", demo.Output.Last());
        Assert.Empty(demo.Errors);
        AssertGone(started);
    }

    [Fact]
    public async Task Interrupted_WhileItStaysUp_StopsEverythingItStarted()
    {
        await Midnight.KeepAwayAsync(TestContext.Current.CancellationToken);
        await using var demo = DemoProcess.Start("--port", $"{Ports.Free().Silo}");
        await demo.UntilSaidAsync("Ctrl-C stops everything.");
        var started = ProcessTree.Below(demo.Id);
        Assert.True(started.Count >= 5, $"The demo has started {started.Count} processes."); // silo, Identity, ApiGateway, the authorizer, and a guard

        await demo.InterruptAsync();

        Assert.Equal(0, await demo.UntilEndAsync());
        AssertGone(started);
        Assert.Empty(demo.Errors);
    }

    [Fact]
    public async Task Interrupted_WhileItStarts_StopsEverythingItStarted()
    {
        await using var demo = DemoProcess.Start("--port", $"{Ports.Free().Silo}");
        IReadOnlyList<int> started = [];
        await demo.UntilAsync(() => (started = ProcessTree.Below(demo.Id)).Count >= 3);

        await demo.InterruptAsync();

        Assert.Equal(0, await demo.UntilEndAsync());
        AssertGone(started);
        Assert.Empty(demo.Errors);
    }

    // No chance to stop anything: what it has started must notice.
    [Fact]
    public async Task Killed_EverythingItStartedEndsToo()
    {
        await using var demo = DemoProcess.Start("--port", $"{Ports.Free().Silo}");
        await demo.UntilSaidAsync("4 left");
        var started = ProcessTree.Below(demo.Id);
        Assert.True(started.Count >= 5, $"The demo has started {started.Count} processes.");

        demo.Kill();

        var since = TimeProvider.System.GetTimestamp();
        while (started.Any(ProcessTree.IsAlive) && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromMinutes(1))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        AssertGone(started);
    }

    [Fact]
    public async Task PortIsBusy_EndsWithOneLine()
    {
        var ports = Ports.Free();
        using var busy = new TcpListener(IPAddress.Loopback, ports.ApiGateway);
        busy.Start();

        await AssertEndsAsync(
            $"demo: Port {ports.ApiGateway} is in use. Stop what uses it, or choose others: make demo PORT={ports.Silo + 1000}.", "--port", $"{ports.Silo}");
    }

    [Theory]
    [InlineData("demo: Unrecognized command or argument '--twice'.", "--twice")]
    [InlineData("demo: --port is a number from 1 to 65529.", "--port", "many")]
    [InlineData("demo: --port is a number from 1 to 65529.", "--port", "65530")]
    [InlineData("demo: Required argument missing for option: '--port'.", "--port")]
    public async Task OptionIsWrong_EndsWithOneLine(string line, params string[] arguments) => await AssertEndsAsync(line, arguments);

    private static void AssertGone(IEnumerable<int> started)
    {
        var left = started.Where(ProcessTree.IsAlive).ToList();
        foreach (var id in left)
            Process.GetProcessById(id).Kill();
        Assert.Empty(left);
    }

    private static async Task AssertEndsAsync(string line, params string[] arguments)
    {
        await using var demo = DemoProcess.Start(arguments);

        Assert.Equal(1, await demo.UntilEndAsync());
        Assert.Equal(line, Assert.Single(demo.Errors));
        Assert.DoesNotContain(demo.Output, text => text.StartsWith("   at ", StringComparison.Ordinal));
    }
}
