using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Starting;

/// <summary>The executable itself: a wrong setting is one clear line on standard error and exit code 1.</summary>
public sealed class StartFailureTests
{
    [Theory]
    [InlineData("Lambda:Bootstrap is not set", "--Lambda:Bootstrap=")]
    [InlineData("there is no file /nowhere/bootstrap", "--Lambda:Bootstrap=/nowhere/bootstrap")]
    [InlineData("is not executable", "--Lambda:Bootstrap={plain file}")]
    [InlineData("Concurrency", "--Lambda:Concurrency=0")]
    [InlineData("Lambda:Concurrency", "--Lambda:Concurrency=many")]
    [InlineData("Lambda:RuntimeApiUrl 'http://10.0.0.1:9001'", "--Lambda:RuntimeApiUrl=http://10.0.0.1:9001")]
    [InlineData("Lambda:Environment:AWS_REGION is reserved", "--Lambda:Environment:AWS_REGION=x")]
    [InlineData("Stage", "--Gateway:Stage=a/b")]
    [InlineData("Path", "--Gateway:Routes:0:Path=blog")]
    [InlineData("Method", "--Gateway:Routes:0:Path=/blog", "--Gateway:Routes:0:Method=FETCH")]
    [InlineData("Gateway:Responses:TEAPOT", "--Gateway:Responses:TEAPOT:StatusCode=418")]
    [InlineData("ftp://127.0.0.1", "--Urls=ftp://127.0.0.1")]
    public async Task Run_WrongSetting_EndsWithOneLine(string expected, params string[] settings)
    {
        var plainFile = Path.Combine(AppContext.BaseDirectory, "xunit.runner.json");
        var (exitCode, error) = await RunAsync([.. settings.Select(setting => setting.Replace("{plain file}", plainFile, StringComparison.Ordinal))]);

        AssertOneLine(exitCode, error, expected);
    }

    [Theory]
    [InlineData("--Urls=http://127.0.0.1:{0}")]
    [InlineData("--Lambda:RuntimeApiUrl=http://127.0.0.1:{0}")]
    public async Task Run_BusyPort_EndsWithOneLine(string setting)
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;
        var (exitCode, error) = await RunAsync(string.Format(CultureInfo.InvariantCulture, setting, port));

        AssertOneLine(exitCode, error, $"http://127.0.0.1:{port}: address already in use");
    }

    private static void AssertOneLine(int exitCode, string error, string expected)
    {
        Assert.Equal(1, exitCode);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("api-gateway: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(params string[] settings)
    {
        var command = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in (string[])["Tollgate.Local.ApiGateway.dll", "--Urls=http://127.0.0.1:0", $"--Lambda:Bootstrap={RunningGateway.Bootstrap}", .. settings])
            command.ArgumentList.Add(argument);
        command.WorkingDirectory = AppContext.BaseDirectory;

        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(" at Tollgate", await output, StringComparison.Ordinal);
        return (process.ExitCode, await error);
    }
}
