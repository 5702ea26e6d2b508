using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.GrainState;

/// <summary>
/// The states of grains in one SQLite file: bytes under a name, each with an etag that changes whenever they do. For what can be made again,
/// such as snapshots: a state is in the file when a write completes, but a loss of power may take the last ones.
/// </summary>
/// <remarks>An etag is never given twice, so a writer that remembers one of a state since cleared and written anew is refused as well.</remarks>
public sealed class SqliteStateStore : IDisposable
{
    private readonly StateFile _file;
    private readonly SemaphoreSlim _turn = new(1);

    private SqliteStateStore(StateFile file) => _file = file;

    /// <summary>Opens the file, and makes it when it is missing.</summary>
    /// <exception cref="GrainStateUnavailableException">It cannot be opened, or holds something else; the message says which, in one line.</exception>
    public static SqliteStateStore Open(string path) => new(StateFile.Open(path));

    /// <returns>Null where there is no state of this name.</returns>
    /// <exception cref="GrainStateUnavailableException">The file could not be read.</exception>
    public Task<StoredState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        InTurn(() => _file.Find(name), cancellationToken);

    /// <param name="etag">The etag of the state that this one replaces; null where there is none.</param>
    /// <returns>The new etag.</returns>
    /// <exception cref="StaleGrainStateException">Another state stands there, or none. Nothing was written.</exception>
    /// <exception cref="GrainStateUnavailableException">The file could not be written.</exception>
    public Task<string> WriteAsync(string name, ReadOnlyMemory<byte> data, string? etag, CancellationToken cancellationToken)
    {
        var written = new StoredState(data, Guid.NewGuid().ToString("N"));
        return InTurn(() => (etag is null ? _file.Insert(name, written) : _file.Replace(name, written, etag)) ? written.ETag : throw Stale(name, etag), cancellationToken);
    }

    /// <summary>Removes the state. One that never was needs no removing.</summary>
    /// <param name="etag">The etag of the state that goes; null where there is none.</param>
    /// <exception cref="StaleGrainStateException">Another state stands there, or none. Nothing was removed.</exception>
    /// <exception cref="GrainStateUnavailableException">The file could not be written.</exception>
    public Task ClearAsync(string name, string? etag, CancellationToken cancellationToken) =>
        InTurn(() => (etag is null ? _file.Find(name) is null : _file.Delete(name, etag)) ? true : throw Stale(name, etag), cancellationToken);

    public void Dispose()
    {
        _turn.Wait();
        _file.Dispose();
        _turn.Release();
    }

    // Found in the same turn, so that it says what the refusal rested on.
    private StaleGrainStateException Stale(string name, string? etag) => new(name, _file.Find(name)?.ETag, etag);

    // SQLite blocks its thread, so nothing of it runs on a grain's.
    private async Task<T> InTurn<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        catch (SqliteException cause)
        {
            throw _file.Unavailable(cause);
        }
        finally
        {
            _turn.Release();
        }
    }
}
