using Tollgate.Domain;
using Tollgate.Domain.Quotas.Leases;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// The end of a day that is no longer current. One whose stream has ended is loaded once more to settle what it left open: its calls were answered,
/// and the log should know of them.
/// </summary>
internal static class DayClosing
{
    private const int Attempts = 3;

    /// <summary>Completes when nothing is on its way any more, however it went. Called without the gate.</summary>
    public static async Task RunAsync(OpenDay? day, Principal principal, object gate, QuotaStreams streams)
    {
        for (var attempt = 1; day is not null; attempt++)
        {
            await day.CloseAsync().ConfigureAwait(false);
            day = attempt <= Attempts ? await ReloadUnsettledAsync(day, principal, gate, streams).ConfigureAwait(false) : null;
        }
    }

    private static async Task<OpenDay?> ReloadUnsettledAsync(OpenDay day, Principal principal, object gate, QuotaStreams streams)
    {
        IReadOnlyList<HeldLease> unsettled;
        lock (gate)
            unsettled = day.Unsettled;
        if (unsettled.Count == 0)
            return null;

        try
        {
            var anew = new OpenDay(await streams.LoadDayAsync(gate, principal, day.State.Day).ConfigureAwait(false), gate, streams);
            lock (gate)
                anew.Settle(unsettled);
            return anew;
        }
        catch (Exception failure) when (failure is EventStoreUnavailableException or StreamExpiredException or StreamDamagedException)
        {
            streams.Logger.LeasesNotSettled(principal.Value, day.State.Day, failure);
            return null;
        }
    }
}
