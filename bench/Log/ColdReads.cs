using Tollgate.Sqlite.EventStore;

namespace Tollgate.Log;

/// <summary>Users' days read by a store that was just opened on a file of which the system remembers nothing.</summary>
internal sealed class ColdReads(LogOptions options, LogPlan plan, string path)
{
    private readonly Random _random = new(20_261_122);

    /// <summary>Days that nobody has read, by a silo that runs: it has warmed the log's tree, and has to read every row from the disk.</summary>
    public async Task<Timings> ReadUnreadDaysAsync(CancellationToken stopping)
    {
        await ForgetAsync();
        await using var store = await OpenAsync(stopping);
        await store.WarmedUp.WaitAsync(stopping);
        return await TimeAsync(store, static _ => Task.CompletedTask, stopping);
    }

    /// <summary>The same where the system has to forget the whole file before each read: the worst that there is, as in the first moment of a silo.</summary>
    public async Task<Timings> ReadForgottenDaysAsync(CancellationToken stopping)
    {
        await using var store = await OpenAsync(stopping);
        await store.WarmedUp.WaitAsync(stopping);
        return await TimeAsync(store, _ => ForgetAsync(), stopping);
    }

    /// <summary>Days that were read a moment before.</summary>
    public async Task<Timings> ReadWarmDaysAsync(CancellationToken stopping)
    {
        await using var store = await OpenAsync(stopping);
        return await TimeAsync(store, stream => ReadAsync(store, stream, stopping), stopping);
    }

    private async Task<SqliteEventStore> OpenAsync(CancellationToken stopping)
    {
        var store = SqliteEventStore.Open(new SqliteEventStoreOptions { Path = path });
        for (var user = 0; user < 10; user++)
            await ReadAsync(store, LogPlan.Stream(user, plan.Days.First()), stopping); // compiles the code, which is not the disk's fault
        return store;
    }

    private async Task<Timings> TimeAsync(SqliteEventStore store, Func<string, Task> prepare, CancellationToken stopping)
    {
        var days = plan.Days.ToList();
        var taken = new List<TimeSpan>();
        for (var read = 0; read < options.Reads; read++)
        {
            var stream = LogPlan.Stream(_random.Next(options.Users), days[_random.Next(days.Count)]);
            await prepare(stream);
            var started = TimeProvider.System.GetTimestamp();
            var events = await ReadAsync(store, stream, stopping);
            taken.Add(TimeProvider.System.GetElapsedTime(started));
            if (events != options.EventsOfADay)
                throw new InvalidOperationException($"{stream} has {events} events instead of {options.EventsOfADay}.");
        }

        return new Timings(taken);
    }

    private async Task ForgetAsync()
    {
        if (!await ColdFile.ForgetAsync(path, $"{path}-wal"))
            throw new InvalidOperationException("This machine has no 'dd' that can make the system forget a file.");
    }

    private static async Task<int> ReadAsync(SqliteEventStore store, string stream, CancellationToken stopping)
    {
        var events = 0;
        await foreach (var recorded in store.ReadAsync(stream, 1, stopping))
            events += recorded.Batch.Events.Count;
        return events;
    }
}
