using Xunit;

namespace Tollgate.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Read_StreamNeverWritten_IsEmpty() => Assert.Empty(await Read(NewStream()));

    [Fact]
    public async Task Read_AfterAppends_GivesEveryBatchAsItWasWritten()
    {
        var stream = NewStream();
        var written = await Write(stream, 1, 7, 1, 40);
        Batches.AssertSame(written, await Read(stream));
    }

    [Fact]
    public async Task Read_UnusualEvents_AreKeptToTheByteAndTheTick()
    {
        var stream = NewStream();
        byte[] everyByte = [.. Enumerable.Range(0, 256).Select(b => (byte)b)];
        var local = new DateTimeOffset(2026, 11, 22, 23, 59, 59, 999, 999, TimeSpan.FromHours(-5)).AddTicks(9);
        var batch = new EventBatch(Guid.NewGuid(),
        [
            new("!~", DateTimeOffset.MinValue, default),
            new(new string('t', EventBatch.MaxTypeLength), DateTimeOffset.MaxValue, everyByte),
            new("calls-charged", local, new byte[] { 0 }),
        ]);
        await Append(stream, 0, batch);

        var read = Assert.Single(await Read(stream));
        EventBatch inUtc = new(batch.Id, [.. batch.Events.Select(e => e with { At = e.At.ToUniversalTime() })]);
        Batches.AssertSame([new(1, inUtc)], [read]);
    }

    [Fact]
    public async Task Read_FromAnyBatch_GivesThatBatchAndTheRest()
    {
        var stream = NewStream();
        var written = await Write(stream, 3, 1, 5, 2);
        for (var skipped = 0; skipped < written.Count; skipped++)
            Batches.AssertSame(written.Skip(skipped), await Read(stream, written[skipped].FirstVersion));
    }

    [Fact]
    public async Task Read_FromBeyondTheHead_IsEmpty()
    {
        var stream = NewStream();
        await Write(stream, 3);
        Assert.Empty(await Read(stream, 4));
        Assert.Empty(await Read(stream, 1_000_000));
    }

    [Fact]
    public async Task Read_LongStream_IsWholeAndInOrder()
    {
        var stream = NewStream();
        var written = await Write(stream, [.. Enumerable.Range(0, 600).Select(i => 1 + i % 3)]);
        Batches.AssertSame(written, await Read(stream));
        Batches.AssertSame(written.Skip(301), await Read(stream, written[301].FirstVersion));
    }

    [Fact]
    public async Task Read_StoppedEarly_LeavesTheStoreUsable()
    {
        var stream = NewStream();
        var written = await Write(stream, 1, 1, 1);
        for (var i = 0; i < 50; i++)
            Batches.AssertSame(written.Take(1), await Store.ReadAsync(stream, 1, Cancellation).Take(1).ToListAsync(Cancellation));
        Batches.AssertSame(written, await Read(stream));
    }

    [Fact]
    public async Task Read_DuringWrites_SeesAPrefixOfWholeBatches()
    {
        var stream = NewStream();
        var writing = Task.Run(() => Write(stream, [.. Enumerable.Range(0, 200).Select(i => 1 + i % 5)]), Cancellation);
        var seen = new List<List<RecordedBatch>>();
        while (!writing.IsCompleted)
            seen.Add(await Read(stream));

        var written = await writing;
        var longest = 0;
        foreach (var prefix in seen)
        {
            Batches.AssertSame(written.Take(prefix.Count), prefix);
            Assert.True(prefix.Count >= longest, "A later read saw less.");
            longest = prefix.Count;
        }
    }
}
