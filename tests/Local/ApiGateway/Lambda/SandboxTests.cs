using System.Diagnostics;
using System.Globalization;
using System.Net;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Lambda;

public sealed class SandboxTests
{
    [Fact]
    public async Task Get_FiftyParallelCallsOnFourSandboxes_EachGetsItsOwnAnswer()
    {
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=4");
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => AskAsync(n)));

        Assert.Equal(Enumerable.Range(0, 50).Select(Expected), answers);

        async Task<string> AskAsync(int n)
        {
            using var answer = await gateway.GetAsync("/Dev/blog", (n % 3) switch { 0 => "allow", 1 => $"deny:call {n}", _ => "error:Unauthorized" });
            return $"{(int)answer.StatusCode} {(await answer.JsonAsync()).GetProperty("message").GetString()}";
        }

        static string Expected(int n) => (n % 3) switch { 0 => "200 Hello from API Gateway!", 1 => $"403 call {n}", _ => "401 Unauthorized" };
    }

    [Fact]
    public async Task Get_CallsInSequence_ShareOneSandbox()
    {
        await using var gateway = await RunningGateway.StartAsync();
        var first = await gateway.AskAsync("pid");

        for (var n = 0; n < 10; n++)
            Assert.Equal(first, await gateway.AskAsync("pid"));
    }

    [Fact]
    public async Task Get_ParallelCalls_StayWithinTheBound()
    {
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=2");
        var processes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.AskAsync("pid")));

        Assert.InRange(processes.Distinct().Count(), 1, 2);
    }

    [Fact]
    public async Task Get_OneSandboxHangs_OthersServe()
    {
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=2", "--Lambda:TimeoutMs=2000");
        var hung = gateway.GetAsync("/Dev/blog", "hang");

        for (var n = 0; n < 5; n++)
            Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/Dev/blog", "allow")).StatusCode);

        using var answer = await hung;
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task Get_FunctionTimesOut_Answers500AndKillsTheSandbox()
    {
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=1", "--Lambda:TimeoutMs=2000");
        var before = await gateway.AskAsync("pid");

        using var answer = await gateway.GetAsync("/Dev/blog", "hang");
        var after = await gateway.AskAsync("pid");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("AuthorizerConfigurationException", answer.Header("x-amzn-ErrorType"));
        Assert.Equal("""{"message":null}""", await answer.TextAsync());
        Assert.NotEqual(before, after);
        Assert.False(LiveProcess.Exists(before));
    }

    [Fact]
    public async Task Get_SandboxCrashes_IsReplacedForTheNextCall()
    {
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=1");
        var before = await gateway.AskAsync("pid");

        using var crashed = await gateway.GetAsync("/Dev/blog", "crash");
        var after = await gateway.AskAsync("pid");

        Assert.Equal(HttpStatusCode.InternalServerError, crashed.StatusCode);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task Get_SandboxKilledWhileIdle_IsReplaced()
    {
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=1");
        var before = await gateway.AskAsync("pid");
        using (var process = Process.GetProcessById(int.Parse(before, CultureInfo.InvariantCulture)))
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // An event handed to the dying process fails with it; the one after that is served by a new one.
        using var _ = await gateway.GetAsync("/Dev/blog", "allow");

        Assert.NotEqual(before, await gateway.AskAsync("pid"));
    }

    [Theory]
    [InlineData("error")]
    [InlineData("exit")]
    [InlineData("hang")]
    public async Task Get_FunctionNeverComesUp_Answers500EachTime(string init)
    {
        await using var gateway = await RunningGateway.StartAsync($"--Lambda:Environment:SCRIPT_INIT={init}", "--Lambda:InitTimeoutMs=1000", "--Lambda:Concurrency=1");

        for (var n = 0; n < 2; n++)
        {
            using var answer = await gateway.GetAsync("/Dev/blog", "allow");
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Equal("AuthorizerConfigurationException", answer.Header("x-amzn-ErrorType"));
        }
    }

    [Fact]
    public async Task Stop_WithAHangingSandbox_LeavesNoProcess()
    {
        string process;
        await using (var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=2"))
        {
            process = await gateway.AskAsync("pid");
            Assert.True(LiveProcess.Exists(process));
        }

        Assert.False(LiveProcess.Exists(process));
    }

    [Fact]
    public async Task Environment_OfTheFunction_IsLambdasAndItsOwn()
    {
        Environment.SetEnvironmentVariable("GATEWAY_ONLY", "not for the function");
        var expected = new Dictionary<string, string>
        {
            ["TOLLGATE_URL"] = "http://127.0.0.1:5000",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "tollgate-authorizer",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "256",
            ["AWS_REGION"] = "us-east-1",
            ["TZ"] = "UTC",
            ["_X_AMZN_TRACE_ID"] = "(unset)",
            ["AWS_EXECUTION_ENV"] = "(unset)",
            ["GATEWAY_ONLY"] = "(unset)",
        };
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Environment:TOLLGATE_URL=http://127.0.0.1:5000");

        foreach (var (name, value) in expected)
            Assert.Equal((name, value), (name, await gateway.AskAsync($"env:{name}")));
    }

    [Fact]
    public async Task Bootstrap_EndsInDll_IsRunWithDotnet()
    {
        await using var gateway = await RunningGateway.StartAsync($"--Lambda:Bootstrap={Path.Combine(AppContext.BaseDirectory, "scripted-bootstrap.dll")}");
        using var answer = await gateway.GetAsync("/Dev/blog", "allow");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
