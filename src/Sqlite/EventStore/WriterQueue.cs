namespace Tollgate.Sqlite.EventStore;

// What waits for the writer, in order and within bounds. Work counts from the moment it is queued until it has left.
internal sealed class WriterQueue(int maxCount, long maxBytes)
{
    private readonly object _gate = new();
    private readonly Queue<WriterWork> _waiting = new();
    private int _count;
    private long _bytes;
    private bool _isWoken;
    private bool _isIdle;

    public bool IsClosed { get; private set; }

    public int Count => Volatile.Read(ref _count);

    // False where too much is waiting already, or the queue is closed.
    public bool TryAdd(WriterWork work)
    {
        lock (_gate)
        {
            if (IsClosed || _count >= maxCount || _bytes + work.Bytes > maxBytes)
                return false;

            _count++;
            _bytes += work.Bytes;
            _waiting.Enqueue(work);
            Rouse();
            return true;
        }
    }

    // There is something to do that nobody waits for.
    public void Wake()
    {
        lock (_gate)
        {
            _isWoken = true;
            Rouse();
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            IsClosed = true;
            Rouse();
        }
    }

    // Waits, if it may, until there is something. False where the queue is closed and empty.
    public bool Take(List<WriterWork> group, int mostCount, int mostBytes, bool mayWait)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !IsClosed && !_isWoken && mayWait)
            {
                _isIdle = true;
                Monitor.Wait(_gate);
                _isIdle = false;
            }

            _isWoken = false;
            var bytes = 0;
            while (group.Count < mostCount && bytes < mostBytes && _waiting.TryDequeue(out var work))
            {
                group.Add(work);
                bytes += work.Bytes;
            }

            return group.Count > 0 || !IsClosed;
        }
    }

    public void Leave(List<WriterWork> group)
    {
        lock (_gate)
        {
            _count -= group.Count;
            foreach (var work in group)
                _bytes -= work.Bytes;
        }
    }

    private void Rouse()
    {
        if (_isIdle)
            Monitor.Pulse(_gate);
    }
}
