using Xunit;

namespace Tollgate.EventStore.Contract;

/// <summary>What a store does besides that knows where a stream ends, not only whether the place of a batch is taken.</summary>
public abstract class HeadKnowingEventStoreContract : EventStoreContract
{
    [Fact]
    public async Task Append_BeyondTheHead_ConflictsWithNothingStanding()
    {
        var stream = NewStream();
        Assert.Null((await Refused(stream, 1, Batches.Of(1))).Standing);
        Assert.Empty(await Read(stream));

        var written = await Write(stream, 2);
        Assert.Null((await Refused(stream, 3, Batches.Of(1))).Standing);
        Assert.Null((await Refused(stream, 1_000_000, Batches.Of(1))).Standing);
        Batches.AssertSame(written, await Read(stream));
    }

    [Fact]
    public async Task Append_WithinABatch_Conflicts()
    {
        var stream = NewStream();
        var written = await Write(stream, 4, 1);
        var conflict = await Refused(stream, 2, Batches.Of(1));
        Assert.NotNull(conflict.Standing);
        Batches.AssertSame([written[0]], [conflict.Standing]);
        Batches.AssertSame(written, await Read(stream));
    }

    [Fact]
    public async Task List_NothingIsWritten_NamesNothing()
    {
        var root = NewStream();
        await Refused(root, 1, Batches.Of(1));
        _ = await Read(root);
        Assert.Empty(await List(root));
    }
}
