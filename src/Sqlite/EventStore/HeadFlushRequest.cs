using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// Asks that the heads of everything written so far go to the file now.
internal sealed class HeadFlushRequest(LogFile file, HeadFlusher flusher) : WriterWork
{
    private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _upToId;

    // The row up to which they are in the file.
    public Task<long> Done => _done.Task;

    public override void Apply(LogTransaction transaction) => _upToId = transaction.LastId;

    public override void Succeed() => flusher.Request(this);

    public override void Fail(Exception failure, bool outcomeUnknown) =>
        _done.TrySetException(failure as EventStoreUnavailableException ?? LogFailure.Unavailable(file.Path, failure));

    public bool CompleteAt(long flushedId) => flushedId >= _upToId && _done.TrySetResult(flushedId);
}
