using System.Text.Json;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;

namespace Tollgate.Silo.Commands.Events;

/// <summary>One event of a day, under its stored name and with its stored fields.</summary>
/// <param name="Fields">Whatever JSON object was stored.</param>
/// <param name="Batch">The append that wrote it.</param>
/// <param name="After">The fold of the stream up to and with this event; null where this version cannot fold so far.</param>
internal sealed record DayEvent(long Version, EventData Stored, JsonElement Fields, Guid Batch, QuotaReading? After);
