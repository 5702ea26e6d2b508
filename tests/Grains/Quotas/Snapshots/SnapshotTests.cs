using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;
using Tollgate.Sqlite.GrainState;

namespace Tollgate.Grains.Tests.Quotas.Snapshots;

/// <summary>Snapshots in a real file. They change what opening a day costs, and nothing else.</summary>
public sealed class SnapshotTests : IDisposable
{
    private const string Alice = "alice@example.com";
    private const string Today = "2026-11-22";

    // About 700 charges.
    private const int Kilobytes = 64;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("snapshots-");
    private readonly CountingEventStore _store = new(new InMemoryEventStore());

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task LongDay_IsOpenedFromItsSnapshotAndATail()
    {
        var (used, version) = await ChargeAsync(4_000);
        await using var cluster = await StartAsync();
        _store.EventsRead = 0;

        var quota = (await cluster.Quota(Alice).Read(null)).Quota!;

        Assert.Equal((used, version), (quota.Used, quota.Version));
        Assert.InRange(_store.EventsRead, 1, 3_000); // the beginning, the batch of the snapshot and the tail
    }

    [Fact]
    public async Task DeletedSnapshot_ChangesNoAnswer()
    {
        var (used, version) = await ChargeAsync(4_000);
        File.Delete(SnapshotFile);
        await using var cluster = await StartAsync();

        var quota = (await cluster.Quota(Alice).Read(null)).Quota!;

        Assert.Equal((used, version), (quota.Used, quota.Version));
    }

    [Theory]
    [InlineData("of another batch")]
    [InlineData("ahead of the log")]
    [InlineData("of another day")]
    [InlineData("damaged")]
    [InlineData("not on a batch")]
    public async Task SnapshotThatTheLogDoesNotConfirm_IsIgnored(string what)
    {
        var (used, version) = await ChargeAsync(2_000);
        await RewriteSnapshotAsync(snapshot => what switch
        {
            "of another batch" => Cheating(snapshot) with { BatchId = Guid.NewGuid() },
            "ahead of the log" => Cheating(snapshot) with { FirstVersion = 5_000, LastVersion = 5_000 },
            "of another day" => Cheating(snapshot) with { Stream = snapshot.Stream.Replace(Today, "2026-11-21", StringComparison.Ordinal) },
            "damaged" => snapshot with { State = [.. snapshot.State.Select(b => (byte)~b)] },
            _ => Cheating(snapshot) with { LastVersion = snapshot.LastVersion + 1 },
        });
        await using var cluster = await StartAsync();

        var quota = (await cluster.Quota(Alice).Read(null)).Quota!;

        Assert.Equal((used, version), (quota.Used, quota.Version));
    }

    // The other way round: a snapshot that the log confirms is what the day is opened from, so the tests above could fail.
    [Fact]
    public async Task SnapshotThatTheLogConfirms_IsBelieved()
    {
        var (used, _) = await ChargeAsync(2_000);
        await RewriteSnapshotAsync(Cheating);
        await using var cluster = await StartAsync();

        Assert.True((await cluster.Quota(Alice).Read(null)).Quota!.Used < used);
    }

    [Fact]
    public async Task SnapshotsComeAndGo_AnswersAreThoseOfADayWithoutThem() =>
        await Gen.Select(Gen.Int[1, 400], Gen.Int[0, 3]).Array[3, 8].SampleAsync(
            async steps =>
            {
                var (plain, kept) = (new InMemoryEventStore(), new InMemoryEventStore());
                await using var without = await SharedStoreCluster.StartAsync(store: plain, quota: Options);
                await using var with = await StartAsync(kept);
                foreach (var (calls, fate) in steps)
                {
                    foreach (var call in Enumerable.Range(0, calls).Select(_ => Calls.New(requestId: $"{new string('r', 80)}-{Guid.NewGuid():N}")))
                        Assert.Equal(await without.Quota(Alice).Charge(call), await with.Quota(Alice).Charge(call));
                    await with.DeactivateAsync(Alice);
                    await without.DeactivateAsync(Alice);
                    if (fate == 0)
                        await ClearSnapshotAsync(with);
                }
            },
            iter: 3, threads: 1);

    private static void Options(QuotaOptions options)
    {
        options.DefaultDailyLimit = 1_500;
        options.SnapshotKilobytes = Kilobytes;
    }

    private static QuotaSnapshot Cheating(QuotaSnapshot snapshot) =>
        snapshot with { State = QuotaStateCodec.Encode(QuotaStateCodec.Decode(snapshot.State)! with { Used = 1 }) };

    private string SnapshotFile => Path.Combine(_folder.FullName, "snapshots.db");

    private Task<SharedStoreCluster> StartAsync(IEventStore? store = null) => SharedStoreCluster.StartAsync(
        store: store ?? _store,
        quota: store is null ? options => (options.DefaultDailyLimit, options.SnapshotKilobytes) = (1_000_000, Kilobytes) : Options,
        services: services => services.AddKeyedSingleton<IGrainStorage>(QuotaSnapshots.StorageName, (provider, _) => SqliteGrainStorage.Open(SnapshotFile, provider)));

    // Charges, waits for a snapshot that is not far behind, and ends the cluster.
    private async Task<(long Used, long Version)> ChargeAsync(int calls)
    {
        await using var cluster = await StartAsync();
        var last = await cluster.Quota(Alice).Charge(Calls.New());
        for (var i = 0; i < calls; i += 100)
            last = (await cluster.Quota(Alice).ChargeInParallel(100)).MaxBy(reply => reply.Quota!.Version)!;
        Assert.True(Principal.TryParse(Alice, lowerCase: false, out _));
        while ((await ReadAsync(StorageOf(cluster))).State!.LastVersion < last.Quota!.Version - 1_000)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        return (last.Quota.Used, last.Quota.Version);
    }

    private async Task RewriteSnapshotAsync(Func<QuotaSnapshot, QuotaSnapshot> change)
    {
        await using var cluster = await StartAsync(new InMemoryEventStore());
        var stored = await ReadAsync(StorageOf(cluster));
        Assert.True(stored.RecordExists);
        stored.State = change(stored.State!);
        await StorageOf(cluster).WriteStateAsync(QuotaSnapshots.StateName, Id, stored);
    }

    private static async Task ClearSnapshotAsync(SharedStoreCluster cluster)
    {
        var stored = await ReadAsync(StorageOf(cluster));
        await StorageOf(cluster).ClearStateAsync(QuotaSnapshots.StateName, Id, stored);
    }

    private static GrainId Id => QuotaSnapshots.IdOf("quota/alice%40example.com/2026-11-22");

    private static IGrainStorage StorageOf(SharedStoreCluster cluster) =>
        cluster.ServiceOf<IServiceProvider>(cluster.Silos[0]).GetRequiredKeyedService<IGrainStorage>(QuotaSnapshots.StorageName);

    private static async Task<GrainState<QuotaSnapshot>> ReadAsync(IGrainStorage storage)
    {
        var stored = new GrainState<QuotaSnapshot>();
        await storage.ReadStateAsync(QuotaSnapshots.StateName, Id, stored);
        return stored;
    }

    /// <summary>A real store that counts what is read from it.</summary>
    private sealed class CountingEventStore(IEventStore inner) : IEventStore
    {
        public int EventsRead { get; set; }

        public async IAsyncEnumerable<RecordedBatch> ReadAsync(
            string stream, long fromVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var recorded in inner.ReadAsync(stream, fromVersion, cancellationToken))
            {
                EventsRead += recorded.Batch.Events.Count;
                yield return recorded;
            }
        }

        public Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken) =>
            inner.AppendAsync(stream, expectedVersion, batch, cancellationToken);
    }
}
