using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>Asks a principal's quota grain from anywhere in the cluster, within the time that a decision may take.</summary>
public sealed class QuotaClient(IGrainFactory grains, IOptions<QuotaOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan PauseBeforeSurvivor = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(options.Value.DecisionTimeoutMs);

    /// <returns>Never <see cref="ChargeStatus.Superseded"/>: the call is decided anew by the activation that survives.</returns>
    /// <exception cref="TimeoutException">No decision within <see cref="QuotaOptions.DecisionTimeoutMs"/>. The call may yet be charged.</exception>
    public async Task<ChargeReply> ChargeAsync(Principal principal, ChargeCalls command)
    {
        var request = new ChargeRequest(command.RequestId.Value, command.Units.Value, command.Resource, command.Method);
        var grain = grains.GetGrain<IQuotaGrain>(principal.Value);
        var started = clock.GetTimestamp();
        while (true)
        {
            var reply = await grain.Charge(request).WaitAsync(Remaining(started), clock);
            if (reply.Status != ChargeStatus.Superseded)
                return reply;
            await Task.Delay(PauseBeforeSurvivor, clock);
        }
    }

    /// <param name="day">Null for the day that a call would be charged to now.</param>
    /// <exception cref="TimeoutException">No answer within <see cref="QuotaOptions.DecisionTimeoutMs"/>.</exception>
    public Task<QuotaReply> ReadAsync(Principal principal, QuotaDay? day) =>
        grains.GetGrain<IQuotaGrain>(principal.Value).Read(day?.Date).WaitAsync(_timeout, clock);

    private TimeSpan Remaining(long started)
    {
        var left = _timeout - clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : throw new TimeoutException("No activation decided the call in time.");
    }
}
