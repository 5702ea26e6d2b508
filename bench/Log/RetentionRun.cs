using Tollgate.Sqlite.EventStore;

namespace Tollgate.Log;

/// <summary>Appends timed while nothing else happens, and while the oldest days are removed.</summary>
internal sealed class RetentionRun(LogOptions options, LogPlan plan, string path)
{
    private const int Writers = 16;

    private int _stream;

    public async Task<RetentionResult> RunAsync(CancellationToken stopping)
    {
        await using var store = SqliteEventStore.Open(new SqliteEventStoreOptions { Path = path });
        await AppendWhileAsync(store, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping), stopping); // compiles the code
        var before = await AppendWhileAsync(store, Task.Delay(TimeSpan.FromSeconds(options.Seconds), TimeProvider.System, stopping), stopping);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        enough.CancelAfter(TimeSpan.FromSeconds(options.Seconds));
        var started = TimeProvider.System.GetTimestamp();
        var removing = RemoveAsync(store, enough.Token);
        var meanwhile = await AppendWhileAsync(store, removing, stopping);
        return new RetentionResult(before, meanwhile, await removing, TimeProvider.System.GetElapsedTime(started));
    }

    // All days but the last, for as long as there is time. What was removed stays removed.
    private async Task<long> RemoveAsync(SqliteEventStore store, CancellationToken enough)
    {
        var removed = 0L;
        try
        {
            foreach (var cutoff in plan.Cutoffs)
                removed += await store.RemoveBeforeAsync(cutoff, "quota/", enough);
        }
        catch (OperationCanceledException)
        {
            // time is over
        }

        return removed;
    }

    private async Task<Timings> AppendWhileAsync(SqliteEventStore store, Task other, CancellationToken stopping)
    {
        var timings = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => AppendOnAsync(store, other, stopping), stopping)));
        return new Timings(timings.SelectMany(static times => times));
    }

    private async Task<List<TimeSpan>> AppendOnAsync(SqliteEventStore store, Task other, CancellationToken stopping)
    {
        var today = plan.Days.Last();
        var taken = new List<TimeSpan>();
        var stream = LogPlan.Stream(options.Users + Interlocked.Increment(ref _stream), today);
        for (var version = 1; !other.IsCompleted; version++)
        {
            var batch = plan.Batch(today, version);
            var started = TimeProvider.System.GetTimestamp();
            await store.AppendAsync(stream, version - 1, batch, stopping);
            taken.Add(TimeProvider.System.GetElapsedTime(started));
        }

        return taken;
    }
}
