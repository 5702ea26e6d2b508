using System.Diagnostics;
using System.Globalization;

namespace Tollgate.Scale;

/// <summary>The run, step by step, in one process: what the users before have left in memory stays there.</summary>
internal static class ScaleRun
{
    public static async Task<int> RunAsync(int[] users, TimeSpan time, int longDay, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-scale-").FullName;
        try
        {
            await using (var silo = await ScaleSilo.StartAsync(folder, cancellationToken))
                await MeasureUsersAsync(new Crowd(silo.Quotas), users, time, cancellationToken);
            await MeasureLongDayAsync(folder, longDay, cancellationToken);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureUsersAsync(Crowd crowd, int[] steps, TimeSpan time, CancellationToken cancellationToken)
    {
        Print($"{"active users",12} {"first calls/s",14} {"calls/s",10} {"of the first",13} {"collecting",11} {"bytes a user",13} {"bytes on the heap",18}");
        var (active, first) = (0, 0.0);
        var empty = Memory.Now();
        foreach (var users in steps)
        {
            var before = Memory.Now();
            var opening = Stopwatch.GetTimestamp();
            await crowd.CallOnceAsync(active, users, cancellationToken);
            var opened = (users - active) / Stopwatch.GetElapsedTime(opening).TotalSeconds;
            var after = Memory.Now();

            await crowd.CallForAsync(users, 2 * time, cancellationToken); // so that everything is compiled, and the memory that was just given back is taken again
            var paused = GC.GetTotalPauseDuration();
            var throughput = await crowd.CallForAsync(users, time, cancellationToken);
            var collecting = (GC.GetTotalPauseDuration() - paused) / time;
            first = first == 0 ? throughput : first;
            Print($"{users,12:N0} {opened,14:N0} {throughput,10:N0} {throughput / first,13:F2} {collecting,11:P0} {(after.Resident - before.Resident) / (users - active),13:N0} {(after.Heap - before.Heap) / (users - active),18:N0}");
            active = users;
        }

        Print($"resident: {empty.Resident / 1e6:N0} MB before the first user, {Memory.Now().Resident / 1e6:N0} MB after the last");
    }

    private static async Task MeasureLongDayAsync(string folder, int events, CancellationToken cancellationToken)
    {
        const int User = -1; // nobody of the crowd
        await using (var silo = await ScaleSilo.StartAsync(folder, cancellationToken))
            await new Crowd(silo.Quotas).CallOftenAsync(User, events, cancellationToken);

        await using var next = await ScaleSilo.StartAsync(folder, cancellationToken);
        var crowd = new Crowd(next.Quotas);
        await crowd.CallAsync(User - 1); // so that opening a day is compiled
        var started = Stopwatch.GetTimestamp();
        await crowd.CallAsync(User);
        Print($"a day of {events:N0} events is opened and charged by the next silo in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F1} ms");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Bytes of this process that are in memory, and bytes of its objects, after a collection.</summary>
    private readonly record struct Memory(long Resident, long Heap)
    {
        public static Memory Now()
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            using var self = Process.GetCurrentProcess();
            return new(self.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false));
        }
    }
}
