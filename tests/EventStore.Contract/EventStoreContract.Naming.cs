using Xunit;

namespace Tollgate.EventStore.Contract;

public abstract partial class EventStoreContract
{
    [Fact]
    public async Task Streams_WhoseNamesAreNearlyEqual_AreDifferent()
    {
        var root = NewStream();
        string[] names = [root, root + "/", root + "%", root + "_", root + "%25", root + "A", root + "a", root + "'\"--", root + "?*[#]\\", root + "1", root + "01"];
        for (var i = 0; i < names.Length; i++)
            await Write(names[i], i + 1);
        for (var i = 0; i < names.Length; i++)
            Assert.Equal(i + 1, Assert.Single(await Read(names[i])).Batch.Events.Count);
    }

    [Fact]
    public async Task Streams_NamedByEveryVisibleCharacter_AreKept()
    {
        var everyCharacter = string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c));
        string[] names = [NewStream() + everyCharacter, "'" + NewStream(), NewStream().PadRight(StreamName.MaxLength, '~')];
        foreach (var name in names)
        {
            var written = await Write(name, 1, 2);
            Batches.AssertSame(written, await Read(name));
            Batches.AssertSame([written[1]], [(await Refused(name, 1, Batches.Of(1))).Standing!]);
        }
    }
}
