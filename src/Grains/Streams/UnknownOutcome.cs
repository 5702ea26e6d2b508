using Microsoft.Extensions.Logging;
using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>The store may have written a batch although it did not say so: the same batch again tells, and writes nothing twice.</summary>
internal static class UnknownOutcome
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Asks until it is known. Null: the batch is written; else why it is not, and never will be.</summary>
    public static async Task<Exception?> SettleAsync(string stream, Func<Task> append, EventStoreUnavailableException unknown, TimeProvider clock, ILogger logger)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            GrainInstruments.UnknownOutcomes.Add(1);
            logger.AppendOutcomeUnknown(stream, wait, unknown);
            await Task.Delay(wait, clock).ConfigureAwait(false);
            try
            {
                await append().ConfigureAwait(false);
                return null;
            }
            catch (EventStoreUnavailableException still) when (still.OutcomeUnknown)
            {
                unknown = still;
            }
            catch (Exception known)
            {
                return known;
            }
        }
    }
}
