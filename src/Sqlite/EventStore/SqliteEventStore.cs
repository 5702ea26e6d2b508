using System.ComponentModel.DataAnnotations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

/// <summary>The event log in one SQLite file, for one process.</summary>
/// <remarks>
/// The batches of all streams are appended to one table by one thread, as many in one commit as are waiting. A commit is flushed to
/// disk before its appends are answered. The file is locked for as long as the store is open.
/// </remarks>
public sealed class SqliteEventStore : IEventStore, IStreamCatalog, IAsyncDisposable
{
    private readonly LogFile _file;
    private readonly LogLock _lock;
    private readonly LogWriter _writer;
    private readonly LogReader _reader;
    private readonly ReaderPool _connections;
    private readonly LogCatalog _catalog;
    private readonly LogRetention _retention;

    private SqliteEventStore(LogFile file, LogLock held, SqliteEventStoreOptions options, ILogger logger)
    {
        var heads = new HeadMap();
        (_file, _lock) = (file, held);
        _writer = new(file, options, heads, new WriterLog(file, logger, TimeProvider.System));
        _connections = new(file, options.MaxReaders);
        _reader = new(file, heads, _connections);
        _catalog = new(heads, _connections);
        _retention = new(file, heads, _writer, _connections);
        WarmedUp = new LogWarmUp(_connections).Run();
    }

    /// <summary>Opens the log, and makes it when it is missing.</summary>
    /// <param name="logger">Hears that nothing can be written, and that it can again.</param>
    /// <exception cref="ValidationException">An option is out of bounds.</exception>
    /// <exception cref="EventStoreUnavailableException">
    /// The file is in use, read-only, damaged, of a newer version or not an event log; the message says which, in one line.
    /// </exception>
    public static SqliteEventStore Open(SqliteEventStoreOptions options, ILogger<SqliteEventStore>? logger = null)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var file = new LogFile(options.Path);
        var held = new LogLock(file);
        try
        {
            return new SqliteEventStore(file, held, options, logger ?? NullLogger<SqliteEventStore>.Instance);
        }
        catch (Exception failure)
        {
            held.Dispose();
            if (failure is SqliteException)
                throw LogFailure.Unavailable(file.Path, failure);
            throw;
        }
    }

    /// <summary>Ends when the log's tree is in memory, but for the batches themselves: reads before then wait longer for a disk. It never fails.</summary>
    public Task WarmedUp { get; }

    /// <summary>How many batches wait for their commit now, at most <see cref="SqliteEventStoreOptions.MaxWaitingBatches"/>.</summary>
    public int WaitingBatches => _writer.Waiting;

    public IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        return _reader.Read(stream, fromVersion, cancellationToken);
    }

    public Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var append = new PendingAppend(_file, stream, expectedVersion, batch, ExplainRefusal);
        try
        {
            _writer.Enqueue(append);
        }
        catch (EventStoreUnavailableException refusal)
        {
            return Task.FromException(refusal);
        }

        return cancellationToken.CanBeCanceled ? append.Written.WaitAsync(cancellationToken) : append.Written;
    }

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalidPrefix(prefix);
        return _catalog.List(prefix, cancellationToken);
    }

    /// <summary>
    /// Removes the batches whose every event is older than <paramref name="cutoff"/> from the streams whose names begin with
    /// <paramref name="prefix"/>, in slices between the commits of the writer. A stream that is removed as a whole is empty again.
    /// </summary>
    /// <remarks>What was removed before a failure or a cancellation stays removed; the next call goes on from there.</remarks>
    /// <returns>How many batches were removed.</returns>
    /// <exception cref="EventStoreUnavailableException">The store failed, or had too much else to do.</exception>
    public Task<long> RemoveBeforeAsync(DateTimeOffset cutoff, string prefix, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(prefix);
        return _retention.RemoveBefore(cutoff, prefix, cancellationToken);
    }

    /// <summary>Writes the log, as it is when the call begins, to a new file that can be opened as a log. The writer goes on meanwhile.</summary>
    /// <param name="progress">Told the part of the work that is done, from 0 to 1.</param>
    /// <exception cref="EventStoreUnavailableException">The file exists already or cannot be written; the message says which, in one line.</exception>
    public Task BackupAsync(string path, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => LogBackup.Write(_file, path, overwrite: false, progress, cancellationToken), cancellationToken);

    /// <summary>Commits what is queued, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await _writer.DisposeAsync();
        _lock.Dispose();
    }

    // The writer has better to do than to look up what stands there.
    private void ExplainRefusal(PendingAppend append, Head refusing) => Task.Run(() => ExplainRefusalAsync(append, refusing));

    private async Task ExplainRefusalAsync(PendingAppend append, Head refusing)
    {
        try
        {
            var standing = await _reader.FindStanding(refusing, append.ExpectedVersion + 1, CancellationToken.None);
            if (standing?.FirstVersion == append.ExpectedVersion + 1 && standing.Batch.Id == append.BatchId)
                append.SucceedBefore();
            else
                append.Fail(new VersionConflictException(append.Stream, append.ExpectedVersion, standing));
        }
        catch (EventStoreUnavailableException failure)
        {
            // Refused, but perhaps only because our own batch stands there already: as long as we cannot look, we do not know.
            append.Fail(new EventStoreUnavailableException(failure.Message, outcomeUnknown: true, failure));
        }
    }
}
