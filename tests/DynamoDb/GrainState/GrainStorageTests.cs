using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.GrainState;

/// <summary>The contract of <see cref="IGrainStorage"/>, the etags and the items of the official provider.</summary>
public sealed class GrainStorageTests(SharedDynamoDb shared) : IAsyncLifetime
{
    private const string Name = "quota-day";

    private readonly GrainId _grain = GrainId.Create("quota", $"{Guid.NewGuid():N}@example.com");
    private FaultyLine _line = null!;
    private OrleansCluster _cluster = null!;

    private IGrainStorage Kept => _cluster.Storage(OrleansCluster.Kept);

    private IGrainStorage Deleted => _cluster.Storage(OrleansCluster.Deleted);

    public async ValueTask InitializeAsync()
    {
        _line = await FaultyLine.StartAsync(shared.Url);
        _cluster = new OrleansCluster(shared, _line.Url);
        await _cluster.StartSiloAsync();
        _line.Forget();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _line.DisposeAsync();
    }

    // In one test, since each needs a silo: every sentence of the contract, one after the other.
    [Fact]
    public async Task States_AreReadWrittenAndCleared_UnderTheirETags()
    {
        await AssertReadAsync(Kept, null, etag: null, exists: false);

        var state = new GrainState<Counted>(new(7));
        await Kept.WriteStateAsync(Name, _grain, state);
        AssertIs(state, 7, "0", exists: true);
        await AssertReadAsync(Kept, 7, "0", exists: true);

        state.State!.Count = 8;
        await Kept.WriteStateAsync(Name, _grain, state);
        AssertIs(state, 8, "1", exists: true);
        await AssertReadAsync(Kept, 8, "1", exists: true);

        foreach (var stale in (string?[])["0", "2", null])
        {
            var refusal = await Assert.ThrowsAsync<InconsistentStateException>(
                () => Kept.WriteStateAsync(Name, _grain, new GrainState<Counted>(new(9)) { ETag = stale }));
            Assert.Equal(("1", stale ?? "", null), (refusal.StoredEtag, refusal.CurrentEtag, refusal.InnerException));
            await Assert.ThrowsAsync<InconsistentStateException>(() => Kept.ClearStateAsync(Name, _grain, new GrainState<Counted> { ETag = stale }));
            await Assert.ThrowsAsync<InconsistentStateException>(() => Deleted.ClearStateAsync(Name, _grain, new GrainState<Counted> { ETag = stale }));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => Kept.WriteStateAsync(Name, _grain, new GrainState<Counted>(new(9)) { ETag = "one" }));
        await AssertReadAsync(Kept, 8, "1", exists: true);
        await AssertReadAsync(Kept, null, etag: null, exists: false, name: "another");

        await Kept.ClearStateAsync(Name, _grain, state);
        AssertIs(state, 0, "2", exists: false);
        await AssertReadAsync(Kept, null, "2", exists: false);

        state.State!.Count = 10;
        await Kept.WriteStateAsync(Name, _grain, state);
        AssertIs(state, 10, "3", exists: true);

        await Deleted.ClearStateAsync(Name, _grain, state);
        AssertIs(state, 0, null, exists: false);
        await AssertReadAsync(Kept, null, etag: null, exists: false);
        await Deleted.ClearStateAsync(Name, _grain, state);

        await Kept.ClearStateAsync(Name, _grain, state);
        AssertIs(state, 0, "1", exists: false);
    }

    [Fact]
    public async Task ManyWriteAtOneETag_ExactlyOneWins()
    {
        var first = new GrainState<Counted>(new(0));
        await Kept.WriteStateAsync(Name, _grain, first);

        var won = await Task.WhenAll(Enumerable.Range(1, 20).Select(async n =>
        {
            try
            {
                await Kept.WriteStateAsync(Name, _grain, new GrainState<Counted>(new(n)) { ETag = "0" });
                return n;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        await AssertReadAsync(Kept, Assert.Single(won, n => n > 0), "1", exists: true);
    }

    [Fact]
    public async Task AnswerIsLost_OnceOrForALongTime_StateIsWrittenOnce()
    {
        var state = new GrainState<Counted>(new(1));
        _line.Next("PutItem", LineFault.LoseAnswer);
        await Kept.WriteStateAsync(Name, _grain, state);
        _line.Next("PutItem", LineFault.LoseAnswer, LineFault.LoseAnswer, LineFault.Break);
        state.State!.Count = 2;
        await Kept.WriteStateAsync(Name, _grain, state);
        await AssertReadAsync(Kept, 2, "1", exists: true);
    }

    [Fact]
    public async Task Requests_AreTheGoldenOnes()
    {
        var golden = GrainId.Create("quota", "golden@example.com");
        await ResetAsync(golden);
        var state = new GrainState<Counted>(new(7));
        await Kept.WriteStateAsync(Name, golden, state);
        await Kept.WriteStateAsync(Name, golden, state);
        await Kept.ReadStateAsync(Name, golden, state);
        await Kept.ClearStateAsync(Name, golden, state);
        await Deleted.ClearStateAsync(Name, golden, state);
        _line.AssertGolden("grain-state");
    }

    [Fact]
    public async Task StateOrKeyDoesNotFit_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Kept.WriteStateAsync(Name, _grain, new GrainState<string>(new('x', 400 * 1024))));
        await Assert.ThrowsAsync<ArgumentException>(() => Kept.WriteStateAsync(Name, GrainId.Create("quota", new string('x', 2048)), new GrainState<Counted>(new(1))));
        await Assert.ThrowsAsync<ArgumentException>(() => Kept.WriteStateAsync(new string('x', 1025), _grain, new GrainState<Counted>(new(1))));
        await Kept.WriteStateAsync(Name, _grain, new GrainState<string>(new('x', 390 * 1024)));
    }

    [Fact]
    public async Task TimeToLive_IsWritten()
    {
        var before = TimeProvider.System.GetUtcNow().AddDays(3).ToUnixTimeSeconds();
        await _cluster.Storage(OrleansCluster.Fleeting).WriteStateAsync(Name, _grain, new GrainState<Counted>(new(1)));
        var sent = System.Text.Json.JsonDocument.Parse(_line.Requests.Single(request => request.Operation == "PutItem").Body).RootElement.GetProperty("Item");
        Assert.InRange(long.Parse(sent.GetProperty("GrainTtl").GetProperty("N").GetString()!), before, before + 60);
        Assert.StartsWith("service_quota/", sent.GetProperty("GrainReference").GetProperty("S").GetString(), StringComparison.Ordinal);
    }

    private async Task ResetAsync(GrainId grain)
    {
        var state = new GrainState<Counted>();
        await Deleted.ReadStateAsync(Name, grain, state);
        if (state.ETag is not null)
            await Deleted.ClearStateAsync(Name, grain, state);
        _line.Forget();
    }

    private async Task AssertReadAsync(IGrainStorage storage, int? count, string? etag, bool exists, string name = Name)
    {
        var read = new GrainState<Counted>(new(-1)) { ETag = "stale", RecordExists = !exists };
        await storage.ReadStateAsync(name, _grain, read, TestContext.Current.CancellationToken);
        AssertIs(read, count ?? 0, etag, exists);
    }

    private static void AssertIs(GrainState<Counted> state, int count, string? etag, bool exists) =>
        Assert.Equal((count, etag, exists), (state.State!.Count, state.ETag, state.RecordExists));

    [GenerateSerializer]
    public sealed class Counted(int count)
    {
        public Counted()
            : this(0)
        {
        }

        [Id(0)]
        public int Count { get; set; } = count;
    }
}
