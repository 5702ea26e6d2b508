using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

/// <summary>The event log in one SQLite file, for one process.</summary>
/// <remarks>
/// The batches of all streams are appended to one table by one thread, as many in one commit as are waiting. A commit is flushed to
/// disk before its appends are answered. The file is locked for as long as the store is open.
/// </remarks>
public sealed class SqliteEventStore : IEventStore, IAsyncDisposable
{
    private readonly LogFile _file;
    private readonly LogWriter _writer;
    private readonly LogReader _reader;
    private readonly ReaderPool _connections;
    private bool _closed;

    private SqliteEventStore(LogFile file, SqliteEventStoreOptions options)
    {
        var heads = new HeadMap();
        _file = file;
        _writer = new(file, options, heads);
        _connections = new(file, options.MaxReaders);
        _reader = new(file, heads, _connections);
    }

    /// <summary>Opens the log, and makes it when it is missing.</summary>
    /// <exception cref="ValidationException">An option is out of bounds.</exception>
    /// <exception cref="EventStoreUnavailableException">
    /// The file is in use, read-only, damaged, of a newer version or not an event log; the message says which, in one line.
    /// </exception>
    public static SqliteEventStore Open(SqliteEventStoreOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var file = new LogFile(options.Path);
        try
        {
            return new SqliteEventStore(file, options);
        }
        catch (Exception failure)
        {
            file.Dispose();
            if (failure is SqliteException)
                throw LogFailure.Unavailable(file.Path, failure);
            throw;
        }
    }

    public IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        return _reader.Read(stream, fromVersion, cancellationToken);
    }

    public async Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var append = new PendingAppend(_file, stream, expectedVersion, batch);
        Enqueue(append);
        if (await append.Answer.WaitAsync(cancellationToken) is not { } refusing)
            return;

        var standing = await FindStanding(refusing, expectedVersion + 1, cancellationToken);
        if (standing?.FirstVersion != expectedVersion + 1 || standing.Batch.Id != batch.Id)
            throw new VersionConflictException(stream, expectedVersion, standing);
    }

    /// <summary>Commits what is queued, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _connections.Dispose();
        await _writer.DisposeAsync();
        _file.Dispose();
    }

    private void Enqueue(WriterWork work)
    {
        if (!_writer.TryEnqueue(work))
            throw _closed ? LogFailure.Closed(_file.Path) : LogFailure.Refusal($"The writer of the event log '{_file.Path}' has too much to do.");
    }

    // Refused, but perhaps only because our own batch stands there already: as long as we cannot look, we do not know.
    private async Task<RecordedBatch?> FindStanding(Head head, long version, CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.FindStanding(head, version, cancellationToken);
        }
        catch (EventStoreUnavailableException failure)
        {
            throw new EventStoreUnavailableException(failure.Message, outcomeUnknown: true, failure);
        }
    }
}
