using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Log;

/// <summary>Writes the planned log through the store, many appends at a time, as a busy silo does.</summary>
internal sealed class LogFill(SqliteEventStore store, LogOptions options, LogPlan plan)
{
    // Few enough for the store's queue, and enough for it to have always something to do.
    private const int Waiting = 12_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Queue<Task> _waiting = new(Waiting);

    /// <param name="tell">Told from time to time how many events there are.</param>
    public async Task RunAsync(Action<long> tell, CancellationToken stopping)
    {
        var (events, told) = (0L, TimeProvider.System.GetTimestamp());
        foreach (var day in plan.Days)
        {
            var streams = Enumerable.Range(0, options.Users).Select(user => LogPlan.Stream(user, day)).ToArray();
            for (var version = 1; version <= options.EventsOfADay; version++)
            {
                foreach (var stream in streams)
                    await AppendAsync(stream, version, plan.Batch(day, version), stopping);
                events += streams.Length;
                if (TimeProvider.System.GetElapsedTime(told) < Pause)
                    continue;
                tell(events);
                told = TimeProvider.System.GetTimestamp();
            }
        }

        await Task.WhenAll(_waiting);
    }

    private async Task AppendAsync(string stream, int version, EventBatch batch, CancellationToken stopping)
    {
        if (_waiting.Count == Waiting)
            await _waiting.Dequeue();
        _waiting.Enqueue(store.AppendAsync(stream, version - 1, batch, stopping));
    }
}
