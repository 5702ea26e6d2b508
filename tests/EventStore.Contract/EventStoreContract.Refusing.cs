using Xunit;

namespace Tollgate.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Append_WhereAnotherBatchStands_ConflictsAndNamesIt()
    {
        var stream = NewStream();
        var written = await Write(stream, 3, 1, 5);
        foreach (var standing in written)
        {
            var conflict = await Refused(stream, standing.FirstVersion - 1, Batches.Of(2));
            Assert.NotNull(conflict.Standing);
            Batches.AssertSame([standing], [conflict.Standing]);
        }

        Batches.AssertSame(written, await Read(stream));
    }

    [Fact]
    public async Task Append_SameIdAtAnotherVersion_Conflicts()
    {
        var stream = NewStream();
        var written = await Write(stream, 1, 1, 1);
        var conflict = await Refused(stream, 1, written[0].Batch);
        Assert.NotNull(conflict.Standing);
        Batches.AssertSame([written[1]], [conflict.Standing]);
        Batches.AssertSame(written, await Read(stream));
    }

    [Fact]
    public async Task Calls_OutOfBounds_AreRefusedAtOnce()
    {
        var stream = NewStream();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Append(stream, -1, Batches.Of(1)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Read(stream, 0));
        foreach (var name in new[] { "", "a b", "a\n", "a\0", "grün", "\u007f", new string('s', StreamName.MaxLength + 1) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Append(name, 0, Batches.Of(1)));
            await Assert.ThrowsAsync<ArgumentException>(() => Read(name));
        }
    }
}
