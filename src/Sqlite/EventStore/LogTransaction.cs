namespace Tollgate.Sqlite.EventStore;

// What one transaction has written so far, which nobody else sees before it is on disk.
internal sealed class LogTransaction(HeadMap heads)
{
    private readonly Dictionary<string, Head> _moved = new(StringComparer.Ordinal);
    private WriteConnection _connection = null!;
    private long _weight;

    public long LastId { get; private set; }

    public int Rows { get; private set; }

    public void Begin(WriteConnection connection, long lastId)
    {
        Reset(connection, lastId);
        connection.Begin();
    }

    // Sees what is in the file, and nothing besides.
    public void Reset(WriteConnection connection, long lastId)
    {
        _connection = connection;
        _moved.Clear();
        LastId = lastId;
        (Rows, _weight) = (0, 0);
    }

    public Head FindHead(string stream) =>
        _moved.TryGetValue(stream, out var head) ? head : heads.Find(stream) ?? _connection.FindHead(stream);

    public long Insert(PendingAppend append, Head head)
    {
        _connection.Insert(++LastId, head, append);
        _moved[append.Stream] = head.With(LastId, append.Count);
        Rows++;
        _weight += HeadMap.WeightOf(append.Payload.Length);
        return LastId;
    }

    public void SaveHeads(ReadOnlySpan<KeyValuePair<string, Head>> slice)
    {
        foreach (var (stream, head) in slice)
            _connection.SaveHead(stream, head);
    }

    public void Remove(RemovableRow row)
    {
        _connection.DeleteBatch(row.At.LastId);
        if (row.IsHead)
            _connection.DeleteHead(row.Stream, row.At.LastId);
    }

    public void SaveRemovedId(string prefix, long id) => _connection.SaveRemovedId(prefix, id);

    public void SaveFlushedId(long id) => _connection.SaveFlushedId(id);

    // Everybody may see it now.
    public void Publish()
    {
        foreach (var (stream, head) in _moved)
            heads.Set(stream, head);
        heads.Weigh(_weight);
    }
}
