using Xunit;

namespace Tollgate.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Append_HundredCallersAtOneVersion_ExactlyOneWins()
    {
        var stream = NewStream();
        await Write(stream, 2);
        var batches = Enumerable.Range(0, 100).Select(i => Batches.Of(1 + i % 3)).ToList();
        var outcomes = await Task.WhenAll(batches.Select(batch => Task.Run(() => Outcome(stream, 2, batch), Cancellation)));

        var winner = Assert.Single(batches, batch => outcomes[batches.IndexOf(batch)] is null);
        Batches.AssertSame([new(3, winner)], await Read(stream, 3));
        foreach (var conflict in outcomes.OfType<VersionConflictException>())
            Batches.AssertSame(winner, conflict.Standing?.Batch);
    }

    [Fact]
    public async Task Append_ManyStreamsAtOnce_AllAreWrittenApart()
    {
        var streams = Enumerable.Range(0, 50).Select(_ => NewStream()).ToList();
        var written = await Task.WhenAll(streams.Select(stream => Task.Run(() => Write(stream, 1, 4, 2), Cancellation)));
        for (var i = 0; i < streams.Count; i++)
            Batches.AssertSame(written[i], await Read(streams[i]));
    }

    [Fact]
    public async Task Append_ConflictsOfOneStream_LeaveTheOthersAlone()
    {
        var crowded = NewStream();
        await Write(crowded, 1);
        var streams = Enumerable.Range(0, 50).Select(_ => NewStream()).ToList();
        var conflicts = Task.WhenAll(streams.Select(_ => Task.Run(() => Outcome(crowded, 0, Batches.Of(1)), Cancellation)));
        var written = await Task.WhenAll(streams.Select(stream => Task.Run(() => Write(stream, 1, 1), Cancellation)));

        Assert.All(await conflicts, Assert.NotNull);
        Assert.Single(await Read(crowded));
        for (var i = 0; i < streams.Count; i++)
            Batches.AssertSame(written[i], await Read(streams[i]));
    }

    private async Task<VersionConflictException?> Outcome(string stream, long expectedVersion, EventBatch batch)
    {
        try
        {
            await Append(stream, expectedVersion, batch);
            return null;
        }
        catch (VersionConflictException conflict)
        {
            return conflict;
        }
    }
}
