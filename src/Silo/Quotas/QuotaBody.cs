using System.Globalization;
using System.Text.Json.Serialization;
using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Quotas;

/// <summary>A principal's quota day on the wire.</summary>
/// <param name="Day">The UTC day, <c>2026-11-22</c>.</param>
/// <param name="ResetsAt">The instant the day ends, <c>2026-11-23T00:00:00Z</c>.</param>
/// <param name="Version">The number of events that <paramref name="Used"/> is the fold of.</param>
internal sealed record QuotaBody(string Day, long Limit, long Used, long Remaining, string ResetsAt, long Version)
{
    public static QuotaBody Of(QuotaReading reading) =>
        new(reading.Day.ToString(), reading.Limit, reading.Used, reading.Remaining, Instant(reading.Day.End), reading.Version);

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QuotaBody))]
internal sealed partial class QuotaJson : JsonSerializerContext;
