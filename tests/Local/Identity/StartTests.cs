using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Tollgate.Local.Identity.Tests;

/// <summary>The real process: what it prints and how it ends.</summary>
public sealed class StartTests
{
    private static readonly string[] OnFreePorts =
        ["--Identity:DomainUrl=https://127.0.0.1:0", "--Identity:OktaUrl=https://127.0.0.1:0", $"--Identity:CertificatePath={RunningIdentity.CertificatePath}"];

    [Fact]
    public async Task WrongOption_IsOneLine_AndEndsTheProcess() =>
        AssertOneLine("identity: Identity:TokenLifetimeMinutes is 1 to 1440.", await RunAsync(["--Identity:TokenLifetimeMinutes=0"]));

    [Fact]
    public async Task BusyPort_IsOneLine_AndEndsTheProcess()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();

        var ended = await RunAsync([$"--urls=http://{busy.LocalEndpoint}", .. OnFreePorts]);

        AssertOneLine($"identity: Failed to bind to address http://{busy.LocalEndpoint}: address already in use.", ended);
    }

    [Fact]
    public async Task Process_WhenReady_SaysItsIssuer_AndStopsOnSigterm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "No SIGTERM there.");
        using var process = Start(["--urls=http://127.0.0.1:0", .. OnFreePorts]);
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Contains("Issuer http://127.0.0.1:", line, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    private static void AssertOneLine(string expected, (int Code, string Output, string Error) ended)
    {
        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.StartsWith(expected, Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] options)
    {
        using var process = Start(options);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static Process Start(string[] options) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tollgate.Local.Identity.dll"), .. options])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
