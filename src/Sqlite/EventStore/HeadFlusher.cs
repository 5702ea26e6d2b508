namespace Tollgate.Sqlite.EventStore;

// Brings the heads table up to date behind the writer: a generation at a time, in slices that ride on commits which happen anyway, or
// that fill idle time. Used by the writer's thread alone.
internal sealed class HeadFlusher(HeadMap heads, int interval, long flushedId, Action wakeWriter)
{
    private const int LeastSlice = 64;
    private const int IdleSlice = 512;

    private readonly List<HeadFlushRequest> _requests = [];
    private HeadFlush? _flush;
    private int _slice;

    public bool HasSlice => _flush is { IsReady: true };

    // Every stream's head in the table is true up to this row.
    public long FlushedId { get; private set; } = flushedId;

    public void Request(HeadFlushRequest request) => _requests.Add(request);

    // Two heads for every batch of the commit: done long before the next generation is full.
    public void WriteSlice(LogTransaction transaction)
    {
        _slice = 0;
        if (!HasSlice)
            return;

        var slice = _flush!.Next(transaction.Rows == 0 ? IdleSlice : Math.Max(LeastSlice, 2 * transaction.Rows));
        transaction.SaveHeads(slice);
        if (_flush.IsLast(slice.Length))
            transaction.SaveFlushedId(_flush.UpToId);
        _slice = slice.Length;
    }

    public void Committed(long lastId)
    {
        if (_slice > 0)
            Advance();
        if (_flush is null && (heads.Weight >= interval || (heads.Weight > 0 && _requests.Count > 0)))
            _flush = new HeadFlush(heads.Freeze(), lastId, wakeWriter);
        _requests.RemoveAll(request => request.CompleteAt(FlushedId));
    }

    public void FailRequests(Exception failure)
    {
        _requests.ForEach(request => request.Fail(failure, outcomeUnknown: false));
        _requests.Clear();
    }

    private void Advance()
    {
        var last = _flush!.IsLast(_slice);
        _flush.Advance(_slice);
        if (!last)
            return;
        FlushedId = _flush.UpToId;
        _flush = null;
    }
}
