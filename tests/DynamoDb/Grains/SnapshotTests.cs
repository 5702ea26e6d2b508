using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using Tollgate.DynamoDb.GrainState;
using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.Grains.Quotas;

namespace Tollgate.DynamoDb.Tests.Grains;

/// <summary>Snapshots where production keeps them, beside a log where production keeps it.</summary>
public sealed class SnapshotTests(SharedDynamoDb shared) : IAsyncLifetime
{
    private const int Limit = 500;

    // Some two hundred calls of this suite: their ids and paths are long.
    private const int Kilobytes = 64;

    private InProcessTestCluster _cluster = null!;
    private int _calls;

    public async ValueTask InitializeAsync() => _cluster = await GrainCluster.StartAsync(
        shared.Store,
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
        static quota => (quota.DefaultDailyLimit, quota.SnapshotKilobytes) = (Limit, Kilobytes),
        services => services
            .AddSingleton(Options.Create(shared.Options()))
            .AddDynamoDb()
            .AddKeyedSingleton<IGrainStorage>(QuotaSnapshots.StorageName, static (provider, _) => provider.CreateDynamoDbGrainStorage(
                QuotaSnapshots.StorageName,
                new() { ServiceId = "snapshots", DeleteStateOnClear = true, GrainStorageSerializer = new OrleansGrainStorageSerializer(provider.GetRequiredService<Serializer>()) })));

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task SnapshotsDeletedAtAnyTime_ChangeNoAnswer()
    {
        var deleted = 0;
        await Gen.Select(Gen.Int[100, 400], Gen.Bool).Array[2, 4].SampleAsync(
            async steps =>
            {
                var principal = $"{Guid.NewGuid():N}@example.com";
                var (grain, used) = (_cluster.Client.GetGrain<IQuotaGrain>(principal), 0L);
                foreach (var (calls, isDeleted) in steps)
                {
                    var replies = await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => grain.Charge(NewCall())));
                    var allowed = Math.Min(calls, Limit - used);
                    used += allowed;
                    Assert.Equal(allowed, replies.Count(static reply => reply.Status == QuotaStatus.Done));
                    Assert.Equal(used, replies.Max(static reply => reply.Quota!.Used));

                    if (isDeleted && await DeleteAsync(principal))
                        deleted++;
                    await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
                    Assert.Equal((Limit, used), await ReadAsync(grain));
                }
            },
            iter: 6, threads: 1);
        Assert.True(deleted > 0, "There was no snapshot to delete: nothing was tried.");
    }

    private ChargeRequest NewCall() => new($"{Interlocked.Increment(ref _calls)}-{new string('r', 100)}", 1, $"/{new string('p', 100)}", "GET");

    private static async Task<(long Limit, long Used)> ReadAsync(IQuotaGrain grain)
    {
        var quota = (await grain.Read(day: null)).Quota!;
        return (quota.Limit, quota.Used);
    }

    private async Task<bool> DeleteAsync(string principal)
    {
        var storage = _cluster.GetSiloServiceProvider().GetRequiredKeyedService<IGrainStorage>(QuotaSnapshots.StorageName);
        var id = QuotaSnapshots.IdOf($"quota/{Uri.EscapeDataString(principal)}/2026-11-22");
        while (true)
        {
            var stored = new GrainState<QuotaSnapshot>();
            await storage.ReadStateAsync(QuotaSnapshots.StateName, id, stored);
            var existed = stored.RecordExists;
            try
            {
                await storage.ClearStateAsync(QuotaSnapshots.StateName, id, stored);
                return existed;
            }
            catch (InconsistentStateException)
            {
                // the grain has just put down a newer one: that shall go
            }
        }
    }
}
