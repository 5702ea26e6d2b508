using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// An append that waits for the writer. Its answer: null when the batch was written, else the head that it was refused for.
internal sealed class PendingAppend(LogFile file, string stream, long expectedVersion, EventBatch batch) : WriterWork
{
    private readonly TaskCompletionSource<Head?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _id;
    private Head _head;

    public string Stream { get; } = stream;

    public int Count { get; } = batch.Events.Count;

    public byte[] BatchId { get; } = batch.Id.ToByteArray(bigEndian: true);

    public byte[] Payload { get; } = BatchCodec.Encode(batch);

    public override int Bytes => Payload.Length;

    public Task<Head?> Answer => _answer.Task;

    public override void Apply(LogTransaction transaction)
    {
        _head = transaction.FindHead(Stream);
        _id = _head.Version == expectedVersion ? transaction.Insert(this, _head) : 0;
    }

    public override void Succeed() => _answer.TrySetResult(_id == 0 ? _head : null);

    public override void Fail(Exception failure, bool outcomeUnknown) =>
        _answer.TrySetException(LogFailure.Unavailable(file.Path, failure, outcomeUnknown && _id != 0));

    // What stands decides, not what the failed transaction believed.
    public override void Settle(LogTransaction standing, Exception failure)
    {
        var head = standing.FindHead(Stream);
        if (_id != 0 && _id <= standing.LastId)
            _answer.TrySetResult(null);
        else if (head.Version != expectedVersion)
            _answer.TrySetResult(head);
        else
            Fail(failure, outcomeUnknown: false);
    }
}
