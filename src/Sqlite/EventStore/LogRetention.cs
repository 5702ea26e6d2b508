using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// Removes old batches from the low end of the log. Readers find them, and the writer gets them in slices small enough not to be noticed.
internal sealed class LogRetention(LogFile file, HeadMap heads, LogWriter writer, ReaderPool connections)
{
    private const int RowsInOneLook = 500;

    public async Task<long> RemoveBefore(DateTimeOffset cutoff, string prefix, CancellationToken cancellationToken)
    {
        // Only rows whose heads are in the file may go: ids of removed rows can then never be given again, nor a removed stream found.
        var flushedId = await FlushHeads(cancellationToken);
        var removed = 0L;
        var afterId = await connections.Read(connection => connection.FindRemovedId(prefix), cancellationToken);
        var settledId = long.MaxValue;
        while (true)
        {
            var found = await connections.Read(
                connection => connection.FindRemovable(prefix, cutoff, afterId, flushedId, RowsInOneLook), cancellationToken);
            if (found.LastId == afterId)
                return removed;

            // Once a young row was passed, the next run has to begin there again.
            settledId = Math.Min(settledId, found.FoundYoung ? found.SettledId : long.MaxValue);
            await Remove(prefix, found with { SettledId = Math.Min(settledId, found.SettledId) }, cancellationToken);
            removed += found.Rows.Count;
            if (found.FoundYoung && found.Rows.Count == 0)
                return removed;
            afterId = found.LastId;
        }
    }

    private async Task Remove(string prefix, RemovableRows found, CancellationToken cancellationToken)
    {
        var slice = new RemovalSlice(file, heads, prefix, found);
        writer.Enqueue(slice);
        await slice.Done.WaitAsync(cancellationToken);
    }

    // In a full file the heads stay behind; what they know already may still go, and makes room.
    private async Task<long> FlushHeads(CancellationToken cancellationToken)
    {
        var flush = new HeadFlushRequest(file, writer.Heads);
        writer.Enqueue(flush);
        try
        {
            return await flush.Done.WaitAsync(cancellationToken);
        }
        catch (EventStoreUnavailableException failure) when (failure.InnerException?.IsNothingWritten() == true)
        {
            return writer.Heads.FlushedId;
        }
    }
}
