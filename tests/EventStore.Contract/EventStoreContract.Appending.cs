using Xunit;

namespace Tollgate.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Append_Acknowledged_IsSeenByTheNextRead()
    {
        var stream = NewStream();
        for (var version = 0; version < 20; version++)
        {
            await Append(stream, version, Batches.Of(1));
            Assert.Equal(version + 1, (await Read(stream)).Count);
        }
    }

    [Fact]
    public async Task Append_SameBatchAgain_SucceedsAndIsWrittenOnce()
    {
        var stream = NewStream();
        var batch = Batches.Of(3);
        for (var i = 0; i < 3; i++)
            await Append(stream, 0, batch);
        Batches.AssertSame([new(1, batch)], await Read(stream));
    }

    [Fact]
    public async Task Append_SameBatchAgainUnderLaterBatches_SucceedsAndIsWrittenOnce()
    {
        var stream = NewStream();
        var written = await Write(stream, 2, 3, 1, 1);
        foreach (var earlier in written)
            await Append(stream, earlier.FirstVersion - 1, earlier.Batch);
        Batches.AssertSame(written, await Read(stream));
    }

    [Fact]
    public async Task Append_SameBatchFromManyCallersAtOnce_SucceedsForAllAndIsWrittenOnce()
    {
        var stream = NewStream();
        var batch = Batches.Of(2);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Append(stream, 0, batch), Cancellation)));
        Batches.AssertSame([new(1, batch)], await Read(stream));
    }

    [Fact]
    public async Task Append_CancelledWhileWaiting_IsWrittenAllTheSame()
    {
        var stream = NewStream();
        var batch = Batches.Of(2);
        using var impatience = new CancellationTokenSource();
        var waiting = Store.AppendAsync(stream, 0, batch, impatience.Token);
        await impatience.CancelAsync();
        try
        {
            await waiting;
        }
        catch (OperationCanceledException)
        {
            // The store was slower than the caller's patience.
        }

        while ((await Read(stream)).Count == 0)
            await Task.Yield();
        await Append(stream, 0, batch);
        Batches.AssertSame([new(1, batch)], await Read(stream));
    }

    [Fact]
    public async Task Append_FullBatches_AreKept()
    {
        var stream = NewStream();
        var time = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        EventBatch most = new(Guid.NewGuid(), [.. Enumerable.Range(0, EventBatch.MaxEvents).Select(Filling)]);
        EventBatch largest = new(Guid.NewGuid(), [new("e", time, Batches.Bytes(EventBatch.MaxBytes - 1 - sizeof(long), 1))]);
        Assert.Equal(EventBatch.MaxBytes, most.Events.Sum(e => e.Size));
        Assert.Equal(EventBatch.MaxBytes, largest.Events.Sum(e => e.Size));

        await Append(stream, 0, most);
        await Append(stream, EventBatch.MaxEvents, largest);
        Batches.AssertSame([new(1, most), new(EventBatch.MaxEvents + 1, largest)], await Read(stream));

        EventData Filling(int i) => new("e", time, Batches.Bytes(EventBatch.MaxBytes / EventBatch.MaxEvents - 1 - sizeof(long), i));
    }
}
