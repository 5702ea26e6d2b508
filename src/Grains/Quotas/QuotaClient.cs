using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// Asks a principal's quota from anywhere in the cluster, within the time that a decision may take. No answer is ever
/// <see cref="QuotaStatus.Superseded"/>: the request is decided anew by the activation that survives.
/// </summary>
/// <remarks>Every method throws <see cref="TimeoutException"/> where no answer came in time; what was asked may yet be done.</remarks>
public sealed class QuotaClient
{
    private static readonly TimeSpan PauseBeforeSurvivor = TimeSpan.FromMilliseconds(10);

    private readonly IGrainFactory _grains;
    private readonly LocalQuotas _local;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;

    internal QuotaClient(IGrainFactory grains, LocalQuotas local, IOptions<QuotaOptions> options, TimeProvider clock)
    {
        (_grains, _local, _clock) = (grains, local, clock);
        _timeout = TimeSpan.FromMilliseconds(options.Value.DecisionTimeoutMs);
    }

    /// <summary>Charges a call; without a message where the principal's activation is on this silo.</summary>
    public ValueTask<QuotaReply> ChargeAsync(Principal principal, ChargeCalls command)
    {
        if (!_local.TryGet(principal, out var quota))
            return new(AskAsync(principal, command, ChargeByMessage));

        var charge = quota.ChargeAsync(command);
        if (!charge.IsCompletedSuccessfully)
            return new(AwaitLocalAsync(charge.AsTask(), principal, command));

        var reply = charge.Result;
        return reply.Status != QuotaStatus.Superseded ? new(reply) : new(AwaitLocalAsync(Task.FromResult(reply), principal, command));
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

    private static Task<QuotaReply> ChargeByMessage(IQuotaGrain grain, ChargeCalls command) =>
        grain.Charge(new ChargeRequest(command.RequestId.Value, command.Units.Value, command.Resource, command.Method));

    private async Task<QuotaReply> AwaitLocalAsync(Task<QuotaReply> charge, Principal principal, ChargeCalls command)
    {
        var started = _clock.GetTimestamp();
        var reply = await charge.WaitAsync(_timeout, _clock);
        if (reply.Status != QuotaStatus.Superseded)
            return reply;

        await Task.Delay(PauseBeforeSurvivor, _clock);
        return await AskAsync(principal, command, ChargeByMessage, started);
    }

    private Task<QuotaReply> AskAsync<TAsked>(Principal principal, TAsked asked, Func<IQuotaGrain, TAsked, Task<QuotaReply>> ask) =>
        AskAsync(principal, asked, ask, _clock.GetTimestamp());

    private async Task<QuotaReply> AskAsync<TAsked>(Principal principal, TAsked asked, Func<IQuotaGrain, TAsked, Task<QuotaReply>> ask, long started)
    {
        var grain = _grains.GetGrain<IQuotaGrain>(principal.Value);
        while (true)
        {
            var reply = await ask(grain, asked).WaitAsync(Remaining(started), _clock);
            if (reply.Status != QuotaStatus.Superseded)
                return reply;
            await Task.Delay(PauseBeforeSurvivor, _clock);
        }
    }

    private TimeSpan Remaining(long started)
    {
        var left = _timeout - _clock.GetElapsedTime(started);
        return left > TimeSpan.Zero ? left : throw new TimeoutException("No activation decided in time.");
    }
}
