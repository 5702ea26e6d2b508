using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

// Reads on a few connections that are kept open. SQLite reads block their thread, so none of them runs on a caller's.
internal sealed class ReaderPool(LogFile file, int size) : IDisposable
{
    private readonly ConcurrentBag<ReadConnection> _idle = [];
    private readonly SemaphoreSlim _free = new(size);
    private volatile bool _closed;

    public async Task<T> Read<T>(Func<ReadConnection, T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => ReadOnce(read), CancellationToken.None);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }

    private T ReadOnce<T>(Func<ReadConnection, T> read)
    {
        if (_closed)
            throw LogFailure.Closed(file.Path);

        ReadConnection? connection = null;
        try
        {
            if (!_idle.TryTake(out connection))
                connection = new ReadConnection(file);
            var result = read(connection);
            _idle.Add(connection);
            return result;
        }
        catch (Exception cause) when (cause is SqliteException or InvalidDataException)
        {
            connection?.Dispose(); // a new one may see more
            throw LogFailure.Unavailable(file.Path, cause);
        }
        finally
        {
            if (_closed)
                Dispose();
        }
    }
}
