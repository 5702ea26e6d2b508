using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class DamageTests : IDisposable
{
    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("UPDATE batches SET payload = substr(payload, 1, length(payload) - 1) WHERE id = 2")]
    [InlineData("UPDATE batches SET payload = CAST(substr(payload, 1, 20) || x'FF' || substr(payload, 22) AS BLOB) WHERE id = 2")]
    [InlineData("UPDATE batches SET batch_id = x'00' WHERE id = 2")]
    public async Task Read_DamagedBatch_SaysSoAndLeavesOtherStreamsAlone(string damage)
    {
        await using (var store = _log.Open())
        {
            await store.AppendAsync("sound", 0, Batches.Of(3), Cancellation);
            await store.AppendAsync("damaged", 0, Batches.Of(3), Cancellation);
        }

        RawLog.Run(_log.Path, damage);
        await using var again = _log.Open();
        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => again.ReadAsync("damaged", 1, Cancellation).CountAsync(Cancellation).AsTask());
        Assert.Equal($"The event log '{_log.Path}' is damaged.", failure.Message);
        Assert.Single(await again.ReadAsync("sound", 1, Cancellation).ToListAsync(Cancellation));

        // Whether our own batch stands there cannot be told.
        var unknown = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => again.AppendAsync("damaged", 0, Batches.Of(1), Cancellation));
        Assert.True(unknown.OutcomeUnknown);
    }

    [Fact]
    public async Task Read_DamagedPages_SaysSo()
    {
        await using (var store = _log.Open())
        {
            for (var i = 0; i < 200; i++)
                await store.AppendAsync($"stream/{i}", 0, Batches.Of(40), Cancellation);
        }

        await using (var again = _log.Open())
        {
            await using (var file = new FileStream(_log.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                file.Position = 4096 * 20;
                file.Write(Batches.Bytes(4096 * 20, 1));
            }

            var outcomes = new List<string>();
            for (var i = 0; i < 200; i++)
            {
                try
                {
                    await again.ReadAsync($"stream/{i}", 1, Cancellation).CountAsync(Cancellation);
                    outcomes.Add("read");
                }
                catch (EventStoreUnavailableException failure)
                {
                    outcomes.Add(failure.Message);
                }
            }

            Assert.Equal([$"The event log '{_log.Path}' is damaged.", "read"], outcomes.Distinct().Order(StringComparer.Ordinal));
        }
    }
}
