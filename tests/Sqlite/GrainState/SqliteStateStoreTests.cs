using Tollgate.Sqlite.EventStore;
using Tollgate.Sqlite.GrainState;

namespace Tollgate.Sqlite.Tests.GrainState;

public sealed class SqliteStateStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grain-state-");
    private readonly SqliteStateStore _storage;

    public SqliteStateStoreTests() => _storage = SqliteStateStore.Open(Path);

    private string Path => System.IO.Path.Combine(_folder.FullName, "data", "grains.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Read_NeverWritten_IsNothing() => Assert.Null(await _storage.ReadAsync("quota/alice", Cancellation));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task Write_NewState_IsReadBack(int size)
    {
        var data = new byte[size];
        new Random(1).NextBytes(data);
        var etag = await _storage.WriteAsync("quota/zo\u00eb'", data, null, Cancellation);
        await AssertStands(data, etag, "quota/zo\u00eb'");
        Assert.Null(await _storage.ReadAsync("quota/Zo\u00eb'", Cancellation));
    }

    [Fact]
    public async Task Write_WithTheEtagThatStands_ReplacesAndChangesIt()
    {
        var first = await Write([1], null);
        var second = await Write([1], first);
        Assert.NotEqual(first, second);
        await AssertStands([1], second);
    }

    [Fact]
    public async Task Write_WithAnOlderEtag_IsRefused()
    {
        var first = await Write([1], null);
        var second = await Write([2], first);
        await AssertStale(second, first, () => Write([3], first));
        await AssertStands([2], second);
    }

    [Fact]
    public async Task Write_AsNewWhereAStateStands_IsRefused()
    {
        var first = await Write([1], null);
        await AssertStale(first, null, () => Write([2], null));
        await AssertStands([1], first);
    }

    [Fact]
    public async Task Write_WithAnEtagWhereNoStateStands_IsRefused()
    {
        await AssertStale(null, "made-up", () => Write([1], "made-up"));
        Assert.Null(await _storage.ReadAsync("quota/alice", Cancellation));
    }

    [Fact]
    public async Task Clear_WithTheEtagThatStands_RemovesTheState()
    {
        await _storage.ClearAsync("quota/alice", await Write([1], null), Cancellation);
        Assert.Null(await _storage.ReadAsync("quota/alice", Cancellation));
        await Write([2], null);
    }

    [Fact]
    public async Task Clear_WithAnOlderEtag_IsRefused()
    {
        var first = await Write([1], null);
        var second = await Write([2], first);
        await AssertStale(second, first, () => _storage.ClearAsync("quota/alice", first, Cancellation));
        await AssertStale(second, null, () => _storage.ClearAsync("quota/alice", null, Cancellation));
        await AssertStands([2], second);
    }

    [Fact]
    public async Task Clear_NeverWritten_IsDoneAlready()
    {
        await _storage.ClearAsync("quota/alice", null, Cancellation);
        await AssertStale(null, "made-up", () => _storage.ClearAsync("quota/alice", "made-up", Cancellation));
    }

    [Fact]
    public async Task Write_WithAnEtagOfBeforeAClear_IsRefused()
    {
        var first = await Write([1], null);
        await _storage.ClearAsync("quota/alice", first, Cancellation);
        var again = await Write([1], null);
        await AssertStale(again, first, () => Write([2], first));
    }

    [Fact]
    public async Task Write_ManyAtOnce_LetsOneOfEachRoundThrough()
    {
        string? etag = null;
        for (var round = 0; round < 10; round++)
        {
            var attempts = Enumerable.Range(0, 8).Select(i => Task.Run(() => Write([(byte)i], etag))).ToArray();
            await Task.WhenAll(attempts).ContinueWith(static _ => { }, TaskScheduler.Default);
            Assert.All(attempts.Where(static attempt => attempt.IsFaulted), static attempt => Assert.IsType<StaleGrainStateException>(attempt.Exception!.InnerException));
            etag = await Assert.Single(attempts, static attempt => attempt.IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task Open_Again_KeepsStatesAndEtags()
    {
        var etag = await Write([1, 2], null);
        _storage.Dispose();
        using var again = SqliteStateStore.Open(Path);
        Assert.Equal(etag, (await again.ReadAsync("quota/alice", Cancellation))?.ETag);
        await again.WriteAsync("quota/alice", new byte[] { 3 }, etag, Cancellation);
    }

    [Fact]
    public async Task Closed_AnyUse_IsRefusedInOneLine()
    {
        _storage.Dispose();
        var refusal = await Assert.ThrowsAsync<GrainStateUnavailableException>(() => Write([1], null));
        Assert.Equal($"The grain states '{Path}' are closed.", refusal.Message);
    }

    [Fact]
    public async Task Open_AnotherKindOfFile_IsRefusedAndLeftAlone()
    {
        var path = Path + ".other";
        await File.WriteAllTextAsync(path, new string('x', 5000), Cancellation);
        Assert.StartsWith($"The grain states '{path}' cannot be used: ", Refusal(path), StringComparison.Ordinal);

        File.Delete(path);
        await SqliteEventStore.Open(new() { Path = path }).DisposeAsync();
        var before = await File.ReadAllBytesAsync(path, Cancellation);
        Assert.Equal($"The file '{path}' is a database, but not of grain states.", Refusal(path));
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Cancellation));
    }

    private static string Refusal(string path) => Assert.Throws<GrainStateUnavailableException>(() => SqliteStateStore.Open(path)).Message;

    private Task<string> Write(byte[] data, string? etag) => _storage.WriteAsync("quota/alice", data, etag, Cancellation);

    private async Task AssertStands(byte[] data, string etag, string name = "quota/alice")
    {
        var state = await _storage.ReadAsync(name, Cancellation);
        Assert.Equal(data, state?.Data.ToArray());
        Assert.Equal(etag, state?.ETag);
    }

    private static async Task AssertStale(string? standing, string? expected, Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<StaleGrainStateException>(act);
        Assert.Equal((standing, expected), (refusal.Standing, refusal.Expected));
    }
}
