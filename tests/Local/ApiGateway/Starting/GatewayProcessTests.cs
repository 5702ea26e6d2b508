using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Starting;

public sealed class GatewayProcessTests
{
    [Fact]
    public async Task Run_NoBootstrap_EndsWithOneLine() =>
        await AssertEndsAsync("api-gateway: Lambda:Bootstrap: there is no file /nowhere/bootstrap", "--Lambda:Bootstrap=/nowhere/bootstrap");

    [Theory]
    [InlineData("--Urls=http://127.0.0.1:{0}")]
    [InlineData("--Lambda:RuntimeApiUrl=http://127.0.0.1:{0}")]
    public async Task Run_BusyPort_EndsWithOneLine(string setting)
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;

        await AssertEndsAsync(
            $"api-gateway: Failed to bind to address http://127.0.0.1:{port}: address already in use.", string.Format(CultureInfo.InvariantCulture, setting, port));
    }

    [Fact]
    public async Task Run_Terminated_ExitsCleanlyAndLeavesNoSandbox()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM");
        using var gateway = GatewayExecutable.Start();
        try
        {
            var url = await ReadAsync(gateway, "ready at (http://127.0.0.1:[0-9]+/Dev)");
            using var client = new HttpClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "allow");
            using var answer = await client.GetAsync($"{url}/blog", TestContext.Current.CancellationToken);
            var sandbox = await ReadAsync(gateway, "started as process ([0-9]+)");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(LiveProcess.Exists(sandbox));

            using var kill = Process.Start("kill", ["-TERM", gateway.Id.ToString(CultureInfo.InvariantCulture)]);
            await gateway.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await gateway.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.Equal(0, gateway.ExitCode);
            Assert.False(LiveProcess.Exists(sandbox));
        }
        finally
        {
            if (!gateway.HasExited)
                gateway.Kill(entireProcessTree: true);
        }
    }

    // The first line that matches; what the pattern captures in it.
    private static async Task<string> ReadAsync(Process gateway, string pattern)
    {
        while (true)
        {
            var line = await gateway.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException($"The gateway ended: {await gateway.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            if (Regex.Match(line, pattern) is { Success: true } match)
                return match.Groups[1].Value;
        }
    }

    private static async Task AssertEndsAsync(string line, params string[] settings)
    {
        using var gateway = GatewayExecutable.Start(settings);
        var output = gateway.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await gateway.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await gateway.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, gateway.ExitCode);
        Assert.Equal(line, error.TrimEnd());
        Assert.Equal("", await output);
    }
}
