using Xunit;

namespace Tollgate.EventStore.Contract;

public abstract partial class EventStoreContract
{
    private IStreamCatalog Catalog => Assert.IsType<IStreamCatalog>(Store, exactMatch: false);

    [Fact]
    public async Task List_ManyStreams_NamesEachOfThePrefixOnce()
    {
        var root = NewStream();
        var names = Enumerable.Range(0, 1_300).Select(i => $"{root}/{i}").ToArray();
        await Task.WhenAll(names.Select(name => Append(name, 0, Batches.Of(1))));
        await Append($"{root}/7", 1, Batches.Of(2));
        await Write(root + "%elsewhere", 1);

        AssertListed(names, await List(root + "/"));
        AssertListed(names.Where(name => name.StartsWith(root + "/12", StringComparison.Ordinal)), await List(root + "/12"));
        AssertListed([.. names, root + "%elsewhere"], (await List("")).Where(name => name.StartsWith(root, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task List_PrefixIsAWholeName_NamesItAndWhatBeginsWithIt()
    {
        var root = NewStream();
        string[] names = [root, root + "!", root + "~", root + "~~", root + "_%*?"];
        foreach (var name in names)
            await Write(name, 1);
        AssertListed(names, await List(root));
        AssertListed([root + "~", root + "~~"], await List(root + "~"));
        AssertListed([root + "_%*?"], await List(root + "_%"));
    }

    [Fact]
    public async Task List_StreamsAreWrittenMeanwhile_NamesEachThatStoodBefore()
    {
        var root = NewStream();
        var names = Enumerable.Range(0, 600).Select(i => $"{root}/old/{i}").ToArray();
        await Task.WhenAll(names.Select(name => Append(name, 0, Batches.Of(1))));

        var listed = new List<string>();
        await foreach (var name in Catalog.ListAsync(root, Cancellation))
        {
            listed.Add(name);
            if (listed.Count % 20 == 0)
                await Task.WhenAll(Append(name, 1, Batches.Of(1)), Append($"{root}/new/{listed.Count}", 0, Batches.Of(1)));
        }

        Assert.Equal(listed.Count, listed.Distinct().Count());
        AssertListed(names, listed.Where(name => name.StartsWith(root + "/old/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("quota/\u00e4")]
    public async Task List_PrefixThatNoNameHas_IsRefused(string prefix) => await Assert.ThrowsAsync<ArgumentException>(() => List(prefix));

    private static void AssertListed(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));

    private protected async Task<List<string>> List(string prefix) => await Catalog.ListAsync(prefix, Cancellation).ToListAsync(Cancellation);
}
