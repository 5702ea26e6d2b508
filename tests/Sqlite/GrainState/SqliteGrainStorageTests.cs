using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Tollgate.Sqlite.GrainState;

namespace Tollgate.Sqlite.Tests.GrainState;

/// <summary>What Orleans expects of a storage of grain state.</summary>
public sealed class SqliteGrainStorageTests : IDisposable
{
    private static readonly GrainId Alice = GrainId.Create("quota", "alice%40example.com");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("grain-storage-");
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly SqliteGrainStorage _storage;

    public SqliteGrainStorageTests() => _storage = SqliteGrainStorage.Open(Path.Combine(_folder.FullName, "states.db"), _services);

    public void Dispose()
    {
        _storage.Dispose();
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Read_NeverWritten_IsANewState()
    {
        var state = await ReadAsync();
        Assert.Equal((false, null, 0), (state.RecordExists, state.ETag, state.State!.Number));
        Assert.Equal("new", state.State!.Text);
    }

    [Fact]
    public async Task Write_ThenRead_IsTheSame()
    {
        var written = await WriteAsync(7, "zo\u00eb");
        var read = await ReadAsync();
        Assert.Equal((true, written.ETag, 7, "zo\u00eb"), (read.RecordExists, read.ETag, read.State!.Number, read.State!.Text));
        Assert.True(written.RecordExists);
        Assert.NotNull(written.ETag);
    }

    [Fact]
    public async Task Write_OfWhatWasRead_ChangesTheETag()
    {
        var first = (await WriteAsync(1)).ETag;
        var state = await ReadAsync();
        state.State!.Number = 2;
        await _storage.WriteStateAsync("state", Alice, state);
        Assert.NotEqual(first, state.ETag);
        Assert.Equal(2, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Write_OfAnOlderState_IsInconsistent_AndNothingChanges()
    {
        await WriteAsync(1);
        var (one, two) = (await ReadAsync(), await ReadAsync());
        one.State!.Number = 2;
        await _storage.WriteStateAsync("state", Alice, one);

        two.State!.Number = 3;
        var refusal = await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", Alice, two));
        Assert.Equal((one.ETag, two.ETag), (refusal.StoredEtag, refusal.CurrentEtag));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("state", Alice, New(4)));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("state", Alice, two));
        Assert.Equal(2, (await ReadAsync()).State!.Number);
    }

    [Fact]
    public async Task Clear_LeavesANewState_ThatCanBeWrittenAgain()
    {
        await WriteAsync(1);
        var state = await ReadAsync();
        await _storage.ClearStateAsync("state", Alice, state);
        Assert.Equal((false, null, 0), (state.RecordExists, state.ETag, state.State!.Number));
        Assert.False((await ReadAsync()).RecordExists);

        await _storage.WriteStateAsync("state", Alice, state);
        Assert.True((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task Clear_NeverWritten_ChangesNothing()
    {
        var state = await ReadAsync();
        await _storage.ClearStateAsync("state", Alice, state);
        Assert.False((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task States_OfOtherNamesAndGrains_AreOthers()
    {
        await WriteAsync(1);
        Assert.False((await ReadAsync("other")).RecordExists);
        Assert.False((await ReadAsync(grain: GrainId.Create("quota", "bob"))).RecordExists);
        Assert.False((await ReadAsync(grain: GrainId.Create("other", Alice.Key.ToString()!))).RecordExists);
    }

    private async Task<GrainState<Counted>> ReadAsync(string name = "state", GrainId? grain = null)
    {
        var state = new GrainState<Counted>(new Counted { Number = -1 });
        await _storage.ReadStateAsync(name, grain ?? Alice, state);
        return state;
    }

    private async Task<GrainState<Counted>> WriteAsync(int number, string text = "")
    {
        var state = New(number, text);
        await _storage.WriteStateAsync("state", Alice, state);
        return state;
    }

    private static GrainState<Counted> New(int number, string text = "") => new(new Counted { Number = number, Text = text });
}

[GenerateSerializer]
public sealed class Counted
{
    [Id(0)]
    public int Number { get; set; }

    [Id(1)]
    public string Text { get; set; } = "new";
}
