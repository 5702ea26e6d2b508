using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// Asks a principal's quota grain from anywhere in the cluster, within the time that a decision may take. No answer is ever
/// <see cref="QuotaStatus.Superseded"/>: the request is decided anew by the activation that survives.
/// </summary>
/// <remarks>Every method throws <see cref="TimeoutException"/> where no answer came in time; what was asked may yet be done.</remarks>
public sealed class QuotaClient(IGrainFactory grains, IOptions<QuotaOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan PauseBeforeSurvivor = TimeSpan.FromMilliseconds(10);

    private readonly TimeSpan _timeout = TimeSpan.FromMilliseconds(options.Value.DecisionTimeoutMs);

    public Task<QuotaReply> ChargeAsync(Principal principal, ChargeCalls command)
    {
        var request = new ChargeRequest(command.RequestId.Value, command.Units.Value, command.Resource, command.Method);
        return AskAsync(principal, request, static (grain, asked) => grain.Charge(asked));
    }

    /// <param name="day">Null for the day that a call would be charged to now.</param>
    public Task<QuotaReply> ReadAsync(Principal principal, QuotaDay? day) =>
        AskAsync(principal, day?.Date, static (grain, asked) => grain.Read(asked));

    public Task<QuotaReply> OverrideAsync(Principal principal, OverrideRequest request) =>
        AskAsync(principal, request, static (grain, asked) => grain.Override(asked));

    public Task<QuotaReply> RemoveOverrideAsync(Principal principal, ActorRequest request) =>
        AskAsync(principal, request, static (grain, asked) => grain.RemoveOverride(asked));

    public Task<QuotaReply> ResetAsync(Principal principal, ResetRequest request) =>
        AskAsync(principal, request, static (grain, asked) => grain.Reset(asked));

    public Task<QuotaReply> RefundAsync(Principal principal, RefundRequest request) =>
        AskAsync(principal, request, static (grain, asked) => grain.Refund(asked));

    private async Task<QuotaReply> AskAsync<TAsked>(Principal principal, TAsked asked, Func<IQuotaGrain, TAsked, Task<QuotaReply>> ask)
    {
        var grain = grains.GetGrain<IQuotaGrain>(principal.Value);
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                var reply = await ask(grain, asked).WaitAsync(Remaining(started), clock);
                if (reply.Status != QuotaStatus.Superseded)
                    return reply;
            }
            catch (Exception failure) when (failure.IsSiloGone())
            {
                // Its grains come to life elsewhere. What it may have done all the same, asking again under the same request id does not do twice.
            }

            await Task.Delay(PauseBeforeSurvivor, clock);
        }
    }

    private TimeSpan Remaining(long started)
    {
        var left = _timeout - clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : throw new TimeoutException("No activation decided in time.");
    }
}
