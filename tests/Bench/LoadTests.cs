using Microsoft.AspNetCore.Http;
using Tollgate.Throughput;
using Tollgate.Throughput.Loading;

namespace Tollgate.Bench.Tests;

public sealed class LoadTests : IDisposable
{
    private readonly string _tokens = Path.GetTempFileName();

    public LoadTests() => File.WriteAllLines(_tokens, ["one", "two"]);

    public void Dispose() => File.Delete(_tokens);

    [Fact]
    public async Task ClosedLoop_CountsEveryCallThatIsNotAllowed()
    {
        var calls = 0;
        await using var server = await StandInServer.StartAsync(() =>
            Task.FromResult(Interlocked.Increment(ref calls) % 10 == 0 ? Results.StatusCode(429) : Results.Ok()));

        var result = await Wrk.RunAsync(server.Url, _tokens, connections: 4, seconds: 1, TestContext.Current.CancellationToken);

        Assert.InRange(result.Refused, result.Answered / 10 - 1, result.Answered / 10 + 1);
        var failure = Assert.Throws<BenchFailedException>(() => result.ThrowIfRefused("some"));
        Assert.Equal($"some refused {result.Refused} of {result.Answered} calls, and all were to be allowed.", failure.Message);
    }

    [Fact]
    public async Task ClosedLoop_AllAllowed_IsAResult()
    {
        await using var server = await StandInServer.StartAsync(static () => Task.FromResult(Results.Ok()));

        var result = await Wrk.RunAsync(server.Url, _tokens, connections: 4, seconds: 1, TestContext.Current.CancellationToken);

        result.ThrowIfRefused("some");
        Assert.True(result.Answered > 0);
    }

    // A loop that waits for answers would wait for ever: none comes before all have been asked.
    [Fact]
    public async Task OpenLoop_CallsWhetherTheOnesBeforeAreAnsweredOrNot()
    {
        const int Calls = 100;
        var (asked, all) = (0, new TaskCompletionSource());
        await using var server = await StandInServer.StartAsync(async () =>
        {
            if (Interlocked.Increment(ref asked) >= Calls)
                all.TrySetResult();
            await all.Task;
            return Results.Ok();
        });

        var latencies = await new OpenLoop(new Uri(server.Url), ["token"]).RunAsync(perSecond: 1000, TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);

        Assert.True(latencies.Count >= Calls);
        Assert.Equal(latencies.Order(), latencies);
    }

    [Fact]
    public async Task OpenLoop_ARefusal_EndsTheRun()
    {
        await using var server = await StandInServer.StartAsync(static () => Task.FromResult(Results.StatusCode(403)));

        var loop = new OpenLoop(new Uri(server.Url), ["token"]);

        await Assert.ThrowsAsync<BenchFailedException>(() => loop.RunAsync(perSecond: 1000, TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken));
    }
}
