using System.Diagnostics;
using Tollgate.EventStore;
using Tollgate.Load.Audit;
using Tollgate.Load.Stores;

namespace Tollgate.Load;

/// <summary>One run: start silos, make all the calls of the plan while one silo goes and another comes, then audit every user.</summary>
internal static class LoadRun
{
    public static async Task<LoadReport> RunAsync(LoadOptions options, IEventStore log, TextWriter output, CancellationToken stopping, CostMeter? meter = null)
    {
        var counting = new CountingEventStore(log);
        var plan = LoadPlan.Make(options);
        Answer[] answers;
        TimeSpan took;
        StoreCost? cost;
        var progress = new LoadProgress(plan.Length, output);
        await using (var cluster = await LoadCluster.StartAsync(options.Silos, options.Limit, counting, stopping))
        {
            progress.Say($"{options.Silos} silos are up; {options.Users} users, limit {options.Limit}");
            var watch = Stopwatch.StartNew();
            var change = ChangeSilosAsync(cluster, progress, stopping);
            answers = await AskAllAsync(cluster, plan, options.Callers, change, progress, stopping);
            (took, cost) = (watch.Elapsed, meter?.SoFar);
        }

        progress.Say("reading every user's day back");
        var faults = await LoadAudit.FindFaultsAsync(options, log, plan, answers, stopping);
        return new LoadReport(options.Users, answers, took, counting.Events, counting.Batches, cost, faults);
    }

    private static async Task<Answer[]> AskAllAsync(
        LoadCluster cluster, PlannedCall[] plan, int callers, Task change, LoadProgress progress, CancellationToken stopping)
    {
        var lastTenth = plan.Length - (plan.Length / 10);
        var caller = new LoadCaller(cluster);
        var answers = new Answer[plan.Length];
        await Parallel.ForAsync(
            0, plan.Length, new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = stopping },
            async (index, cancelled) =>
            {
                if (index >= lastTenth)
                    await change; // however short the run: the silo that came answers some of it
                answers[index] = await caller.AskAsync(plan[index], cancelled);
                progress.Advance();
            });
        return answers;
    }

    private static async Task ChangeSilosAsync(LoadCluster cluster, LoadProgress progress, CancellationToken stopping)
    {
        await progress.OneThird.WaitAsync(stopping);
        progress.Say("a silo is told to stop");
        await cluster.StopOneAsync(stopping);
        progress.Say("it has stopped");
        await progress.TwoThirds.WaitAsync(stopping);
        progress.Say("a silo is started");
        await cluster.AddOneAsync();
        progress.Say("it takes calls");
    }
}
