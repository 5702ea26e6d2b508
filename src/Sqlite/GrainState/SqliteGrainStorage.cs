using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Tollgate.Sqlite.GrainState;

/// <summary>Orleans' grain state in a <see cref="SqliteStateStore"/>. A cleared state leaves nothing behind.</summary>
/// <remarks>Every method throws <see cref="GrainStateUnavailableException"/> where the file cannot be used.</remarks>
public sealed class SqliteGrainStorage(SqliteStateStore store, IGrainStorageSerializer serializer, IActivatorProvider activators) : IGrainStorage, IDisposable
{
    /// <summary>Opens the file, and makes it when it is missing. The bytes of a state are those of Orleans' own serializer.</summary>
    /// <exception cref="GrainStateUnavailableException">It cannot be opened, or holds something else; the message says which, in one line.</exception>
    public static SqliteGrainStorage Open(string path, IServiceProvider services) => new(
        SqliteStateStore.Open(path),
        new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()),
        services.GetRequiredService<IActivatorProvider>());

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(NameOf(stateName, grainId), cancellationToken);
        grainState.State = stored is null ? New<T>() : serializer.Deserialize<T>(new BinaryData(stored.Data));
        grainState.ETag = stored?.ETag;
        grainState.RecordExists = stored is not null;
    }

    /// <exception cref="InconsistentStateException">The state that stands is not the one that was read.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        try
        {
            var data = serializer.Serialize(grainState.State).ToMemory();
            grainState.ETag = await store.WriteAsync(NameOf(stateName, grainId), data, grainState.ETag, cancellationToken);
            grainState.RecordExists = true;
        }
        catch (StaleGrainStateException stale)
        {
            throw Inconsistent(stale);
        }
    }

    /// <exception cref="InconsistentStateException">The state that stands is not the one that was read.</exception>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        try
        {
            await store.ClearAsync(NameOf(stateName, grainId), grainState.ETag, cancellationToken);
            (grainState.State, grainState.ETag, grainState.RecordExists) = (New<T>(), null, false);
        }
        catch (StaleGrainStateException stale)
        {
            throw Inconsistent(stale);
        }
    }

    public void Dispose() => store.Dispose();

    private static string NameOf(string stateName, GrainId grainId) => $"{stateName}/{grainId}";

    private static InconsistentStateException Inconsistent(StaleGrainStateException stale) => new(stale.Message, stale.Standing, stale.Expected, stale);

    private T New<T>() => activators.GetActivator<T>().Create();
}
