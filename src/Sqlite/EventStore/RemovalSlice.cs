namespace Tollgate.Sqlite.EventStore;

// Removes a few old batches, and the heads of the streams that end with them.
internal sealed class RemovalSlice(LogFile file, HeadMap heads, string prefix, RemovableRows found) : WriterWork
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public override void Apply(LogTransaction transaction)
    {
        foreach (var row in found.Rows)
            transaction.Remove(row);
        transaction.SaveRemovedId(prefix, found.SettledId);
    }

    public override void Succeed()
    {
        foreach (var row in found.Rows.Where(row => row.IsHead))
            heads.Forget(row.Stream, row.At);
        _done.TrySetResult();
    }

    public override void Fail(Exception failure, bool outcomeUnknown) =>
        _done.TrySetException(LogFailure.Unavailable(file.Path, failure, outcomeUnknown));
}
