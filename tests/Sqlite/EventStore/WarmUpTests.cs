using Tollgate.EventStore.Contract;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class WarmUpTests : IDisposable
{
    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3_000)]
    public async Task WarmedUp_LogOfAnySize_Ends(int batches)
    {
        await using (var store = _log.Open())
            await Task.WhenAll(Enumerable.Range(0, batches).Select(i => store.AppendAsync($"stream/{i}", 0, Batches.Of(1), Cancellation)));

        await using var again = _log.Open();
        await again.WarmedUp.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task WarmedUp_ClosedBefore_Ends()
    {
        var store = _log.Open();
        await store.DisposeAsync();
        await store.WarmedUp.WaitAsync(Cancellation);
    }
}
