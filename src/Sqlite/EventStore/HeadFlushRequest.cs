namespace Tollgate.Sqlite.EventStore;

// Asks that the heads of everything written so far go to the file now.
internal sealed class HeadFlushRequest(LogFile file, HeadFlusher flusher) : WriterWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _upToId;

    public Task Done => _done.Task;

    public override void Apply(LogTransaction transaction) => _upToId = transaction.LastId;

    public override void Succeed() => flusher.Request(this);

    public override void Fail(Exception failure, bool outcomeUnknown) =>
        _done.TrySetException(LogFailure.Unavailable(file.Path, failure));

    public bool CompleteAt(long flushedId) => flushedId >= _upToId && _done.TrySetResult();

    public void Abandon() => _done.TrySetException(LogFailure.Closed(file.Path));
}
