using Tollgate.Sqlite.EventStore;

namespace Tollgate.Log;

/// <summary>Users' days read by a store that was just opened, each from the disk.</summary>
internal sealed class ColdReads(LogOptions options, LogPlan plan, string path)
{
    private readonly Random _random = new(20_261_122);

    /// <param name="cold">Whether the system has to forget the file before each read. Else the days were read a moment before.</param>
    public async Task<Timings> ReadAsync(bool cold, CancellationToken stopping)
    {
        var days = plan.Days.ToList();
        var taken = new List<TimeSpan>();
        await using var store = SqliteEventStore.Open(new SqliteEventStoreOptions { Path = path });
        await ReadAsync(store, LogPlan.Stream(0, days[0]), stopping); // compiles the code, which is not the disk's fault
        for (var read = 0; read < options.Reads; read++)
        {
            var stream = LogPlan.Stream(_random.Next(options.Users), days[_random.Next(days.Count)]);
            if (!cold)
                await ReadAsync(store, stream, stopping);
            else if (!await ColdFile.ForgetAsync(path, $"{path}-wal"))
                throw new InvalidOperationException("This machine has no 'dd' that can make the system forget a file.");

            var started = TimeProvider.System.GetTimestamp();
            var events = await ReadAsync(store, stream, stopping);
            taken.Add(TimeProvider.System.GetElapsedTime(started));
            if (events != options.EventsOfADay)
                throw new InvalidOperationException($"{stream} has {events} events instead of {options.EventsOfADay}.");
        }

        return new Timings(taken);
    }

    private static async Task<int> ReadAsync(SqliteEventStore store, string stream, CancellationToken stopping)
    {
        var events = 0;
        await foreach (var recorded in store.ReadAsync(stream, 1, stopping))
            events += recorded.Batch.Events.Count;
        return events;
    }
}
