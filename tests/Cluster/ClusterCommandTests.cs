using System.Diagnostics;
using Tollgate.Local.Demo;
using Tollgate.Local.Demo.Clusters;

namespace Tollgate.Cluster.Tests;

/// <summary><c>make cluster</c>, as somebody sees it who tries it.</summary>
public sealed class ClusterCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StaysUntilInterrupted_AndStopsEverythingItStarted()
    {
        var ports = ClusterPorts.Free(3);
        using var cluster = Start("--port", $"{ports.First}");
        var errors = cluster.StandardError.ReadToEndAsync(Cancellation);
        var lines = new List<string>();
        while (await cluster.StandardOutput.ReadLineAsync(Cancellation) is { } line && !line.Contains("Ctrl-C stops everything.", StringComparison.Ordinal))
            lines.Add(line);
        Assert.True(!cluster.HasExited, string.Join('\n', lines));

        Assert.Equal(6, lines.Count(line => line.StartsWith("  ✓ alice asks silo-", StringComparison.Ordinal)));
        for (var silo = 0; silo < 3; silo++)
        {
            var url = $"http://127.0.0.1:{ports.Facade(silo)}";
            Assert.Contains(lines, line => line.Contains("Silos", StringComparison.Ordinal) && line.Contains(url, StringComparison.Ordinal));
            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using var ready = await http.GetAsync($"{url}/health/ready", Cancellation);
            Assert.True(ready.IsSuccessStatusCode);
        }

        using (var kill = Process.Start("sh", ["-c", $"kill -INT {cluster.Id}"]))
            await kill.WaitForExitAsync(Cancellation);
        await cluster.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation);

        Assert.Equal(0, cluster.ExitCode);
        Assert.Equal("", await errors);
        ports.ThrowIfBusy(); // nobody is left who listens
    }

    [Fact]
    public async Task PortIsBusy_EndsWithOneLine()
    {
        var ports = ClusterPorts.Free(3);
        using var busy = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, ports.DynamoDb);
        busy.Start();
        using var cluster = Start("--once", "--port", $"{ports.First}");
        var errors = await cluster.StandardError.ReadToEndAsync(Cancellation);
        await cluster.WaitForExitAsync(Cancellation);
        Assert.Equal(1, cluster.ExitCode);
        Assert.Equal($"cluster: Port {ports.DynamoDb} is in use. Stop what uses it, or choose others: make cluster PORT={ports.First + 1000}.", errors.Trim());
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo(BuiltPart.Demo, ["cluster", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
