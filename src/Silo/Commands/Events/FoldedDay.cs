using System.Runtime.CompilerServices;
using System.Text.Json;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;

namespace Tollgate.Silo.Commands.Events;

/// <summary>
/// The events of one principal's day with the running count beside them. An event that this version does not know is shown all the same;
/// only the count ends there.
/// </summary>
internal sealed class FoldedDay(IEventReader log, Principal principal, QuotaDay day)
{
    private readonly string _stream = QuotaStream.Name(principal, day);

    public string Title => $"{principal} on {day}";

    /// <param name="lastVersion">Where to end, though the stream may have grown meanwhile.</param>
    public async IAsyncEnumerable<DayEvent> ReadAsync(long lastVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        QuotaState? state = QuotaState.Initial(day);
        await foreach (var recorded in log.ReadAsync(_stream, 1, cancellationToken))
        {
            var version = recorded.FirstVersion;
            if (state?.Version != version - 1)
                state = null;
            foreach (var stored in recorded.Batch.Events)
            {
                if (version > lastVersion)
                    yield break;
                state = state is null ? null : Evolve(state, stored);
                yield return new DayEvent(version, stored, ReadFields(version, stored), recorded.Batch.Id, state is null ? null : QuotaReading.Of(state));
                version++;
            }
        }
    }

    private static QuotaState? Evolve(QuotaState state, EventData stored)
    {
        try
        {
            return state.Evolve(QuotaEventCodec.Decode(stored.Type, stored.Data.Span));
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or OverflowException)
        {
            return null; // verify says why
        }
    }

    private JsonElement ReadFields(long version, EventData stored)
    {
        try
        {
            using var fields = JsonDocument.Parse(stored.Data);
            return fields.RootElement.Clone();
        }
        catch (JsonException cause)
        {
            throw new CommandFailedException($"Event {version} of stream '{_stream}' is not JSON.", cause);
        }
    }
}
