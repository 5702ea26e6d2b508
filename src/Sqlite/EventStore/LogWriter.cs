namespace Tollgate.Sqlite.EventStore;

// The only thread that writes. Whatever queued while the last commit ran is committed together: one flush to disk for all of it.
internal sealed class LogWriter : IAsyncDisposable
{
    private const int MostInOneCommit = 4096;
    private const int MostBytesInOneCommit = 8 * 1024 * 1024;

    private readonly LogFile _file;
    private readonly SqliteEventStoreOptions _options;
    private readonly HeadMap _heads;
    private readonly WriterLog _log;
    private readonly LogTransaction _transaction;
    private readonly WriterQueue _queue;
    private readonly List<WriterWork> _group = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteConnection? _connection;
    private long _lastId;
    private bool _failing;

    public LogWriter(LogFile file, SqliteEventStoreOptions options, HeadMap heads, WriterLog log)
    {
        (_file, _options, _heads, _log) = (file, options, heads, log);
        _transaction = new(heads);
        _queue = new(options.MaxWaitingBatches, options.MaxWaitingBytes);
        _connection = Open();
        Heads = new(heads, options.HeadFlushInterval, _connection.FlushedId, _queue.Wake);
        new Thread(Run) { Name = "event log writer", IsBackground = true }.Start();
    }

    public HeadFlusher Heads { get; }

    public int Waiting => _queue.Count;

    // Refuses at once when too much is waiting already.
    public void Enqueue(WriterWork work)
    {
        if (!_queue.TryAdd(work))
            throw _queue.IsClosed ? LogFailure.Closed(_file.Path) : LogFailure.Busy(_file.Path);
    }

    // Commits what is queued, then ends.
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _ended.Task;
    }

    private void Run()
    {
        while (_queue.Take(_group, MostInOneCommit, MostBytesInOneCommit, mayWait: _failing || !Heads.HasSlice))
        {
            if (_group.Count > 0 || (Heads.HasSlice && !_failing))
                Commit();
            _queue.Leave(_group);
            _group.Clear();
        }

        Heads.FailRequests(LogFailure.Closed(_file.Path));
        _connection?.Dispose();
        _ended.SetResult();
    }

    private void Commit()
    {
        var committing = false;
        try
        {
            _connection ??= Open();
            _transaction.Begin(_connection, _lastId);
            _group.ForEach(work => work.Apply(_transaction));
            Heads.WriteSlice(_transaction);
            committing = true;
            _connection.Commit();
        }
        catch (Exception failure)
        {
            Recover(failure, committing);
            return;
        }

        _failing = false;
        _log.Succeeded();
        _lastId = _transaction.LastId;
        _transaction.Publish();
        _group.ForEach(static work => work.Succeed());
        Heads.Committed(_lastId);
    }

    // Looks in the file for what the failed transaction left, and answers each waiter by that.
    private void Recover(Exception failure, bool committing)
    {
        var ambiguous = committing && !failure.IsNothingWritten();
        var lastId = _lastId;
        _failing = true;
        _log.Failed(failure);
        Heads.FailRequests(failure);
        try
        {
            _connection?.Dispose();
            _connection = null;
            _connection = Open();
            if (ambiguous && _lastId == lastId)
                _connection.Touch();
        }
        catch (Exception)
        {
            _group.ForEach(work => work.Fail(failure, ambiguous));
            return;
        }

        _transaction.Reset(_connection, _lastId);
        foreach (var work in _group)
            Settle(work, failure);
    }

    private void Settle(WriterWork work, Exception failure)
    {
        try
        {
            work.Settle(_transaction, failure);
        }
        catch (Exception)
        {
            work.Fail(failure, outcomeUnknown: false);
        }
    }

    private WriteConnection Open()
    {
        var connection = new WriteConnection(_file, _options);
        try
        {
            CatchUp(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Learns the heads of what stands in the file after the last row we know of.
    private void CatchUp(WriteConnection connection) =>
        _lastId = connection.LearnTail(Math.Max(_lastId, connection.FlushedId), _heads);
}
