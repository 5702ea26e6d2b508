using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Storage;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// Snapshots of long days, as ordinary grain state in the storage that is registered as <see cref="StorageName"/>; without one there are none. One
/// for each principal, of the latest day that was long.
/// </summary>
public sealed class QuotaSnapshots : IStreamSnapshots<QuotaState>, IDisposable
{
    /// <summary>The name under which the composition root registers an <see cref="IGrainStorage"/>.</summary>
    public const string StorageName = "snapshots";

    /// <summary>The name of the state in the storage.</summary>
    public const string StateName = "quota-day";

    // One is written at a time; so many may wait, each with the state of a day, and further ones are not written.
    private const int MaxWaiting = 16;

    private readonly IGrainStorage? _storage;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private int _waiting;

    public QuotaSnapshots(IServiceProvider services, IOptions<QuotaOptions> options, ILogger<QuotaSnapshots> logger)
    {
        _storage = services.GetKeyedService<IGrainStorage>(StorageName);
        _logger = logger;
        Interval = _storage is null ? long.MaxValue : options.Value.SnapshotKilobytes * 1024L;
    }

    public long Interval { get; }

    /// <summary>The key of a day's snapshot: its principal.</summary>
    public static GrainId IdOf(string stream) => GrainId.Create("quota", stream.Split('/')[1]);

    public void Dispose() => _turn.Dispose();

    async Task<StreamSnapshot<QuotaState>?> IStreamSnapshots<QuotaState>.FindAsync(string stream)
    {
        if (_storage is null)
            return null;

        try
        {
            var stored = new GrainState<QuotaSnapshot>();
            await _storage.ReadStateAsync(StateName, IdOf(stream), stored);
            return stored is { RecordExists: true, State: { } snapshot } && snapshot.Stream == stream && QuotaStateCodec.Decode(snapshot.State) is { } state
                ? new(state, snapshot.FirstVersion, snapshot.LastVersion, snapshot.BatchId)
                : null;
        }
        catch (Exception failure) // whatever it is: the day is folded from its first event
        {
            _logger.SnapshotNotRead(stream, failure);
            return null;
        }
    }

    void IStreamSnapshots<QuotaState>.Offer(string stream, StreamSnapshot<QuotaState> snapshot)
    {
        if (_storage is not null && Interlocked.Increment(ref _waiting) <= MaxWaiting)
            _ = Task.Run(() => WriteAsync(_storage, stream, snapshot));
        else
            Interlocked.Decrement(ref _waiting);
    }

    private async Task WriteAsync(IGrainStorage storage, string stream, StreamSnapshot<QuotaState> snapshot)
    {
        await _turn.WaitAsync();
        try
        {
            var stored = new GrainState<QuotaSnapshot>();
            await storage.ReadStateAsync(StateName, IdOf(stream), stored);
            stored.State = new(stream, snapshot.FirstVersion, snapshot.LastVersion, snapshot.BatchId, QuotaStateCodec.Encode(snapshot.State));
            await storage.WriteStateAsync(StateName, IdOf(stream), stored);
        }
        catch (Exception failure) // whatever it is: there is another one to come
        {
            _logger.SnapshotNotWritten(stream, failure);
        }
        finally
        {
            _turn.Release();
            Interlocked.Decrement(ref _waiting);
        }
    }
}

/// <summary>A snapshot as it is stored.</summary>
/// <param name="State">What <see cref="QuotaStateCodec"/> writes.</param>
[GenerateSerializer, Immutable, Alias("tollgate.quota-snapshot")]
public sealed record QuotaSnapshot(
    [property: Id(0)] string Stream,
    [property: Id(1)] long FirstVersion,
    [property: Id(2)] long LastVersion,
    [property: Id(3)] Guid BatchId,
    [property: Id(4)] byte[] State)
{
    public QuotaSnapshot()
        : this("", 0, 0, Guid.Empty, [])
    {
    }
}
