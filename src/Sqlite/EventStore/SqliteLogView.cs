using Microsoft.Data.Sqlite;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

/// <summary>The event log in a SQLite file, for those who only read it, beside the process that writes it or without one.</summary>
/// <remarks>
/// It takes no lock that a writer would wait for. Every stream is read at least as far as it was written when the view was opened; a view
/// that is to see more is opened anew.
/// </remarks>
public sealed class SqliteLogView : IEventReader, IStreamCatalog, IDisposable
{
    private readonly LogFile _file;
    private readonly ReaderPool _connections;
    private readonly LogReader _reader;
    private readonly LogCatalog _catalog;

    private SqliteLogView(LogFile file, HeadMap heads)
    {
        _file = file;
        _connections = new(file, new SqliteEventStoreOptions().MaxReaders);
        _reader = new(file, heads, _connections);
        _catalog = new(heads, _connections);
    }

    /// <exception cref="EventStoreUnavailableException">
    /// There is no such file, or it is damaged, of a newer version or not an event log; the message says which, in one line.
    /// </exception>
    public static SqliteLogView Open(string path)
    {
        var file = new LogFile(path);
        if (!File.Exists(file.Path))
            throw LogFailure.Refusal($"There is no event log '{file.Path}'.");
        try
        {
            using var connection = file.OpenToRead();
            LogSchema.Check(connection, file.Path);
            LogSchema.CheckTables(connection, file.Path);
            var heads = new HeadMap();
            LogTail.Learn(connection, LogTail.FlushedId(connection), heads);
            return new SqliteLogView(file, heads);
        }
        catch (SqliteException failure)
        {
            throw LogFailure.Unavailable(file.Path, failure);
        }
    }

    /// <summary>The file, by its full name.</summary>
    public string Path => _file.Path;

    public IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        return _reader.Read(stream, fromVersion, cancellationToken);
    }

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalidPrefix(prefix);
        return _catalog.List(prefix, cancellationToken);
    }

    /// <inheritdoc cref="SqliteEventStore.BackupAsync"/>
    /// <param name="overwrite">Whether a file of that name gives way, once the backup is whole. A log that a silo writes never does.</param>
    public Task BackupAsync(string path, bool overwrite, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => LogBackup.Write(_file, path, overwrite, progress, cancellationToken), cancellationToken);

    public void Dispose() => _connections.Dispose();
}
