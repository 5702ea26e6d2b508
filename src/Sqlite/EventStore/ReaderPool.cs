using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

// Reads on a few connections that are kept open, each on a thread of its own: SQLite reads block their thread, and those of the thread pool
// have better to do than to wait for a disk. A thread is started when there is more to read than there are idle ones.
internal sealed class ReaderPool(LogFile file, int size) : IDisposable
{
    private readonly BlockingCollection<Action<Connection>> _reads = [];
    private readonly List<Thread> _threads = [];
    private readonly Lock _starting = new();
    private int _unfinished;

    public Task<T> Read<T>(Func<ReadConnection, T> read, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_starting)
        {
            if (_reads.IsAddingCompleted)
                return Task.FromException<T>(LogFailure.Closed(file.Path));
            if (Interlocked.Increment(ref _unfinished) > _threads.Count && _threads.Count < size)
                Start();
            _reads.Add(connection => Answer(answer, read, connection, cancellationToken), CancellationToken.None);
        }

        return cancellationToken.CanBeCanceled ? answer.Task.WaitAsync(cancellationToken) : answer.Task; // also while it waits for its turn
    }

    // What is being read is read to its end, so that nobody uses the file afterwards.
    public void Dispose()
    {
        lock (_starting)
            _reads.CompleteAdding();
        _threads.ForEach(static thread => thread.Join());
    }

    private void Start()
    {
        var thread = new Thread(Run) { Name = "event log reader", IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    private void Run()
    {
        using var connection = new Connection(file);
        foreach (var read in _reads.GetConsumingEnumerable())
        {
            read(connection);
            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void Answer<T>(TaskCompletionSource<T> answer, Func<ReadConnection, T> read, Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            answer.SetResult(read(connection.Open()));
        }
        catch (OperationCanceledException)
        {
            answer.SetCanceled(cancellationToken);
        }
        catch (Exception cause) when (cause is SqliteException or InvalidDataException)
        {
            connection.Close(); // a new one may see more
            answer.SetException(LogFailure.Unavailable(file.Path, cause));
        }
        catch (Exception cause)
        {
            answer.SetException(cause);
        }
    }

    // The connection of one thread, opened when it is needed.
    private sealed class Connection(LogFile file) : IDisposable
    {
        private ReadConnection? _connection;

        public ReadConnection Open() => _connection ??= new(file);

        public void Close()
        {
            _connection?.Dispose();
            _connection = null;
        }

        public void Dispose() => Close();
    }
}
