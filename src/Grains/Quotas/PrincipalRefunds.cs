using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Quotas;

/// <summary>Gives one principal's charges back: those of the current day, those it no longer remembers, and those of days that are over.</summary>
internal sealed class PrincipalRefunds(Principal principal, object gate, QuotaDays days, QuotaStreams streams)
{
    private const int Attempts = 5;

    // Of all principals: they are rare.
    private static readonly SemaphoreSlim LookingUp = new(1);

    /// <param name="day">The day of the charge; null for the current one.</param>
    public async Task<QuotaReply> RefundAsync(DateOnly? day, RefundCharge command) =>
        day is { } date && await days.FindOtherAsync(date).ConfigureAwait(false) is { } other
            ? await RefundClosedAsync(other, command).ConfigureAwait(false)
            : await RefundOpenAsync(command).ConfigureAwait(false);

    // A charge that the day has forgotten is looked up in the log. One such refund at a time: the next one then finds it there.
    private async Task<QuotaReply> RefundOpenAsync(RefundCharge command)
    {
        var (outcome, day) = await RefundOpenAsync(command, forgottenOn: default, inLog: null).ConfigureAwait(false);
        if (day is not { } forgetful)
            return QuotaReply.Of(outcome);

        await LookingUp.WaitAsync().ConfigureAwait(false);
        try
        {
            var charge = await streams.FindChargeAsync(principal, forgetful, command.RequestId).ConfigureAwait(false);
            return QuotaReply.Of((await RefundOpenAsync(command, forgetful, charge).ConfigureAwait(false)).Outcome);
        }
        finally
        {
            LookingUp.Release();
        }
    }

    // With the outcome comes the day that may have forgotten the charge; null where it knows.
    private Task<(RefundOutcome Outcome, QuotaDay? Forgetful)> RefundOpenAsync(RefundCharge command, QuotaDay forgottenOn, RememberedRequest? inLog) =>
        days.DecideAsync((current, now) => current.Decide(
            state =>
            {
                var decision = QuotaDecisions.Refund(state, command, state.Day == forgottenOn ? inLog : null);
                var mayHaveForgotten = decision.Reply.Result == RefundResult.UnknownCharge && state.Requests.Count == RequestMemory.Capacity;
                return new Decision<(RefundOutcome, QuotaDay?), QuotaEvent>((decision.Reply, mayHaveForgotten ? state.Day : null), decision.Events);
            },
            now));

    // A closed day is nobody's to hold: it is loaded for each refund, and loaded again if two meet.
    private async Task<QuotaReply> RefundClosedAsync(QuotaDay day, RefundCharge command)
    {
        if (!streams.Retention.IsChangeable(day, streams.Clock.GetUtcNow()))
            return new QuotaReply(QuotaStatus.Expired);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var closed = await days.LoadAsync(day).ConfigureAwait(false);
                var charge = await streams.FindChargeAsync(principal, day, command.RequestId).ConfigureAwait(false); // the state may have forgotten it
                Pending<RefundOutcome> refund;
                lock (gate)
                {
                    var decision = QuotaDecisions.Refund(closed.State, command, charge);
                    refund = new(decision.Reply, closed.CommitAsync(decision.Events, streams.Clock.GetUtcNow()));
                }

                return QuotaReply.Of(await refund.WhenHoldsAsync().ConfigureAwait(false));
            }
            catch (StreamLostException) when (attempt < Attempts)
            {
                // decided anew on what stands there now
            }
        }
    }
}
