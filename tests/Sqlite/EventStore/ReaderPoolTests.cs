using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class ReaderPoolTests : IDisposable
{
    private readonly TemporaryLog _log = new();
    private readonly ManualResetEventSlim _disk = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _disk.Dispose();
        _log.Dispose();
    }

    // A caller who has no more time does not wait for the disk that makes the others wait.
    [Fact]
    public async Task Read_CancelledWhileItWaitsForItsTurn_EndsAtOnce()
    {
        using var pool = await OpenAsync(size: 1);
        var slow = pool.Read(_ => Wait(), Cancellation);
        using var enough = new CancellationTokenSource();
        var waiting = pool.Read(static _ => true, enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(slow.IsCompleted);

        _disk.Set();
        Assert.True(await slow);
    }

    [Fact]
    public async Task Read_AsManyAsThereAreThreads_RunSideBySide()
    {
        using var pool = await OpenAsync(size: 4);
        using var all = new CountdownEvent(4);
        var reads = Enumerable.Range(0, 4).Select(_ => pool.Read(_ => all.Signal() | all.Wait(Timeout.Infinite, Cancellation), Cancellation));
        Assert.All(await Task.WhenAll(reads), Assert.True);
    }

    [Fact]
    public async Task Dispose_ReadsToTheEndWhatIsBeingRead_AndRefusesTheRest()
    {
        var pool = await OpenAsync(size: 1);
        var slow = pool.Read(_ => Wait(), Cancellation);
        var closing = Task.Run(pool.Dispose, Cancellation);
        _disk.Set();
        await closing;
        Assert.True(await slow);
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => pool.Read(static _ => true, Cancellation));
    }

    private bool Wait()
    {
        _disk.Wait(Cancellation);
        return true;
    }

    private async Task<ReaderPool> OpenAsync(int size)
    {
        await _log.Open().DisposeAsync();
        return new ReaderPool(new LogFile(_log.Path), size);
    }
}
