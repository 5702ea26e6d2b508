using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.Tests.Authentication;

public sealed class RefusalPaceTests
{
    private const int PerSecond = 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void EverydayNumber_IsToldAtOnce()
    {
        using var pace = new RefusalPace(PerSecond);
        Assert.All(Take(pace, PerSecond), static turn => Assert.True(turn.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task Flood_WaitsForItsTurns_NoMoreThanASecondOfThem()
    {
        using var pace = new RefusalPace(PerSecond);
        var turns = Take(pace, 1_000);
        Assert.InRange(turns.Count(static turn => !turn.IsCompleted), 1, PerSecond);
        await Task.WhenAll(turns);
        Assert.Equal(0, pace.Waiting);
    }

    [Fact]
    public async Task CallerThatHangsUp_NoLongerWaits()
    {
        using var pace = new RefusalPace(PerSecond);
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var turns = Enumerable.Range(0, 2 * PerSecond).Select(_ => pace.WaitForTurnAsync(hangUp.Token).AsTask()).ToArray();
        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(turns));
        Assert.Equal(0, pace.Waiting);
    }

    private static Task[] Take(RefusalPace pace, int turns) => [.. Enumerable.Range(0, turns).Select(_ => pace.WaitForTurnAsync(Cancellation).AsTask())];
}
