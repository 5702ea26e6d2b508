using System.Threading.Channels;

namespace Tollgate.Sqlite.EventStore;

// The only thread that writes. Whatever queued while the last commit ran is committed together: one flush to disk for all of it.
internal sealed class LogWriter : IAsyncDisposable
{
    private const int MostInOneCommit = 4096;
    private const int MostBytesInOneCommit = 8 * 1024 * 1024;

    private readonly LogFile _file;
    private readonly SqliteEventStoreOptions _options;
    private readonly HeadMap _heads;
    private readonly LogTransaction _transaction;
    private readonly Channel<WriterWork> _queue = Channel.CreateUnbounded<WriterWork>(new() { SingleReader = true });
    private readonly List<WriterWork> _group = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WriteConnection? _connection;
    private long _lastId;
    private long _waiting;
    private long _waitingBytes;
    private bool _failing;
    private volatile bool _closed;

    public LogWriter(LogFile file, SqliteEventStoreOptions options, HeadMap heads)
    {
        (_file, _options, _heads) = (file, options, heads);
        _transaction = new(heads);
        _connection = Open();
        Heads = new(heads, options.HeadFlushInterval, _connection.FlushedId, () => TryEnqueue(new WakeUp()));
        new Thread(Run) { Name = "event log writer", IsBackground = true }.Start();
    }

    public HeadFlusher Heads { get; }

    public long Waiting => Interlocked.Read(ref _waiting);

    // Refuses at once when too much is waiting already.
    public void Enqueue(WriterWork work)
    {
        if (!TryEnqueue(work))
            throw _closed ? LogFailure.Closed(_file.Path) : LogFailure.Busy(_file.Path);
    }

    // Commits what is queued, then ends.
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        _queue.Writer.TryComplete();
        await _ended.Task;
    }

    private bool TryEnqueue(WriterWork work)
    {
        var isRoom = Interlocked.Increment(ref _waiting) <= _options.MaxWaitingBatches
            & Interlocked.Add(ref _waitingBytes, work.Bytes) <= _options.MaxWaitingBytes;
        if (isRoom && _queue.Writer.TryWrite(work))
            return true;
        Leave(1, work.Bytes);
        return false;
    }

    private void Leave(int count, long bytes)
    {
        Interlocked.Add(ref _waiting, -count);
        Interlocked.Add(ref _waitingBytes, -bytes);
    }

    private void Run()
    {
        while (TakeGroup())
        {
            Commit();
            Leave(_group.Count, _group.Sum(static work => (long)work.Bytes));
            _group.Clear();
        }

        Heads.FailRequests(LogFailure.Closed(_file.Path));
        _connection?.Dispose();
        _ended.SetResult();
    }

    private bool TakeGroup()
    {
        while (true)
        {
            var bytes = 0;
            while (_group.Count < MostInOneCommit && bytes < MostBytesInOneCommit && _queue.Reader.TryRead(out var work))
            {
                _group.Add(work);
                bytes += work.Bytes;
            }

            if (_group.Count > 0 || (Heads.HasSlice && !_failing && !_closed))
                return true;
            if (!_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
                return false;
        }
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

    private sealed class WakeUp : WriterWork
    {
        public override void Apply(LogTransaction transaction)
        {
        }

        public override void Succeed()
        {
        }

        public override void Fail(Exception failure, bool outcomeUnknown)
        {
        }
    }
}
