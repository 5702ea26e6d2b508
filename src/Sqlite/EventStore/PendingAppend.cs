using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// An append that waits for the writer, and for its answer to be told.
internal sealed class PendingAppend(LogFile file, string stream, long expectedVersion, EventBatch batch, Action<PendingAppend, Head> onRefused)
    : WriterWork
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _id;
    private Head _head;

    public string Stream { get; } = stream;

    public long ExpectedVersion => expectedVersion;

    public int Count { get; } = batch.Events.Count;

    public Guid BatchId => batch.Id;

    public byte[] Payload { get; } = BatchCodec.Encode(batch);

    public override int Bytes => Payload.Length;

    public Task Written => _written.Task;

    public override void Apply(LogTransaction transaction)
    {
        _head = transaction.FindHead(Stream);
        _id = _head.Version == expectedVersion ? transaction.Insert(this, _head) : 0;
    }

    public override void Succeed()
    {
        if (_id != 0)
            _written.TrySetResult();
        else
            onRefused(this, _head);
    }

    public override void Fail(Exception failure, bool outcomeUnknown) =>
        Fail(LogFailure.Unavailable(file.Path, failure, outcomeUnknown && _id != 0));

    // What stands decides, not what the failed transaction believed.
    public override void Settle(LogTransaction standing, Exception failure)
    {
        var head = standing.FindHead(Stream);
        if (_id != 0 && _id <= standing.LastId)
            _written.TrySetResult();
        else if (head.Version != expectedVersion)
            onRefused(this, head);
        else
            Fail(failure, outcomeUnknown: false);
    }

    // It was refused only because it stands already.
    public void SucceedBefore() => _written.TrySetResult();

    public void Fail(Exception told) => _written.TrySetException(told);
}
