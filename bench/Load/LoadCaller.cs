using Orleans.Runtime;
using Tollgate.Grains.Quotas;

namespace Tollgate.Load;

/// <summary>Asks as a gateway should: a failure that decides nothing is asked again, with the same request id, of any silo.</summary>
internal sealed class LoadCaller(LoadCluster cluster)
{
    private const int MaxAttempts = 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastPause = TimeSpan.FromSeconds(1);

    public async Task<Answer> AskAsync(PlannedCall call, CancellationToken stopping)
    {
        var (principal, command) = (LoadUser.Principal(call.User), LoadUser.Call(call.Number));
        var started = TimeProvider.System.GetTimestamp();
        var changes = cluster.Changes;
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await TryAskAsync(() => cluster.AnyQuotas().ChargeAsync(principal, command).AsTask());
            if (reply is not null || attempt == MaxAttempts)
                return new Answer(reply?.Status, reply?.Quota, attempt, TimeProvider.System.GetElapsedTime(started), cluster.HasChangedSince(changes));

            await Task.Delay(pause, TimeProvider.System, stopping);
            pause = pause * 2 < LastPause ? pause * 2 : LastPause;
        }
    }

    private static async Task<QuotaReply?> TryAskAsync(Func<Task<QuotaReply>> ask)
    {
        try
        {
            return await ask() is { Status: not (QuotaStatus.Overloaded or QuotaStatus.Unavailable or QuotaStatus.Late) } decided ? decided : null;
        }
        catch (OrleansException)
        {
            return null; // the silo is on its way out
        }
    }
}
