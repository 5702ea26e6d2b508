using Microsoft.Extensions.Options;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Roles;

/// <summary>Asks the role map's grain, within the time that a decision may take; asks again where another activation was faster.</summary>
/// <remarks>Every method throws <see cref="TimeoutException"/> where no answer came in time; what was asked may yet be done.</remarks>
public sealed class RoleMapClient(IGrainFactory grains, IOptions<QuotaOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan PauseBeforeSurvivor = TimeSpan.FromMilliseconds(10);

    public Task<RoleMapReply> MapAsync(MapRequest request) => AskAsync(grain => grain.Map(request));

    public Task<RoleMapReply> UnmapAsync(UnmapRequest request) => AskAsync(grain => grain.Unmap(request));

    private async Task<RoleMapReply> AskAsync(Func<IRoleMapGrain, Task<RoleMapReply>> ask)
    {
        var grain = grains.GetGrain<IRoleMapGrain>(0);
        var timeout = TimeSpan.FromMilliseconds(options.Value.DecisionTimeoutMs);
        for (var started = clock.GetTimestamp(); clock.GetElapsedTime(started) < timeout;)
        {
            try
            {
                var reply = await ask(grain).WaitAsync(timeout - clock.GetElapsedTime(started), clock);
                if (reply.Status != RoleMapStatus.Superseded)
                    return reply;
            }
            catch (Exception failure) when (failure.IsSiloGone())
            {
                // Its grain comes to life elsewhere; mapping the same again changes nothing.
            }

            await Task.Delay(PauseBeforeSurvivor, clock);
        }

        throw new TimeoutException("No activation changed the role map in time.");
    }
}
