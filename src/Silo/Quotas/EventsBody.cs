using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Silo.Quotas;

/// <summary>Events of one stream, oldest first.</summary>
/// <param name="Next">What to give as <c>after</c> for the events that follow; null where these are the last.</param>
internal sealed record EventsBody(IReadOnlyList<EventBody> Events, long? Next);

/// <param name="At">When it was decided, UTC.</param>
/// <param name="Type">The stored name.</param>
/// <param name="Data">The stored fields.</param>
internal sealed record EventBody(long Version, DateTimeOffset At, string Type, JsonElement Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EventsBody))]
internal sealed partial class EventsJson : JsonSerializerContext;
