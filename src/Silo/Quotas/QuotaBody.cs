using System.Text.Json.Serialization;
using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Quotas;

/// <summary>A principal's quota day on the wire.</summary>
/// <param name="Day">The UTC day, <c>2026-11-22</c>.</param>
/// <param name="ResetsAt">The instant the day ends, <c>2026-11-23T00:00:00Z</c>.</param>
/// <param name="Version">The number of events that <paramref name="Used"/> is the fold of.</param>
internal sealed record QuotaBody(string Day, long Limit, long Used, long Remaining, string ResetsAt, long Version)
{
    public static QuotaBody Of(QuotaReading reading)
    {
        var day = DayText.For(reading.Day);
        return new(day.Text, reading.Limit, reading.Used, reading.Remaining, day.ResetsAt, reading.Version);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QuotaBody))]
internal sealed partial class QuotaJson : JsonSerializerContext;
