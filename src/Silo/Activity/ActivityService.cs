using System.Reflection;
using Orleans.Runtime;
using Tollgate.Grains.Usage;
using Tollgate.Silo.Usage;

namespace Tollgate.Silo.Activity;

/// <summary>This silo's <see cref="SiloActivity"/>, within reach of the others.</summary>
internal sealed class ActivityService(
    GrainId id,
    Orleans.Runtime.Silo silo,
    ILoggerFactory loggers,
    SiloActivity activity,
    ILocalSiloDetails self,
    IGrainFactory grains,
    UsageReporter usage,
    UsageCatchUp catchUp)
    : GrainService(id, silo, loggers), IActivityService
{
    private static readonly string Version =
        typeof(ActivityService).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public async Task<ActivityMessage> Read()
    {
        var minute = activity.LastMinute();
        return new ActivityMessage(
            self.Name,
            Version,
            activity.StartedAt,
            [.. minute.Select(ToMessage)],
            minute.SelectMany(second => second.Reasons).GroupBy(reason => reason.Key).ToDictionary(reason => reason.Key, reason => reason.Sum(counted => counted.Value.Value)),
            [.. Enumerable.Range(0, DurationBuckets.Count).Select(bucket => minute.Sum(second => second.Durations[bucket]))],
            await CountActivationsAsync(),
            Environment.WorkingSet);
    }

    public Task<UsageLagMessage> ReadLag() => Task.FromResult(new UsageLagMessage(usage.Lag.TotalSeconds, catchUp.IsRunning));


    private async Task<Dictionary<string, long>> CountActivationsAsync()
    {
        var statistics = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics([self.SiloAddress]);
        return statistics.GroupBy(kind => kind.GrainType.Split(',')[0].Split('.')[^1]).ToDictionary(kind => kind.Key, kind => kind.Sum(counted => (long)counted.ActivationCount));
    }

    private static SecondMessage ToMessage(ActivitySecond second)
    {
        var (allowed, denied, undecided) = (0L, 0L, 0L);
        foreach (var (reason, count) in second.Reasons)
        {
            if (reason is "allowed" or "replayed")
                allowed += count.Value;
            else if (reason is "undecided" or "overloaded")
                undecided += count.Value;
            else
                denied += count.Value;
        }

        return new SecondMessage(second.At, allowed, denied, undecided, second.StoreFailures);
    }
}
