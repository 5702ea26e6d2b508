using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Domain.Quotas;

/// <summary>The stored names and fields of quota events. Additive change only: a field may be added, none renamed or reused.</summary>
public static class QuotaEventCodec
{
    public static StoredEvent Encode(QuotaEvent happened) => happened switch
    {
        DayOpened e => new("day-opened", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.DayOpened)),
        CallsCharged e => new("calls-charged", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.CallsCharged)),
        ChargeRefunded e => new("charge-refunded", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.ChargeRefunded)),
        LimitChanged e => new("limit-changed", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.LimitChanged)),
        UsageReset e => new("usage-reset", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.UsageReset)),
        UsageImported e => new("usage-imported", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.UsageImported)),
        QuotaExhausted e => new("quota-exhausted", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.QuotaExhausted)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
    };

    /// <exception cref="InvalidDataException">The name is unknown or the fields are not the event's: refuse, never guess.</exception>
    public static QuotaEvent Decode(string type, ReadOnlySpan<byte> data) => type switch
    {
        "day-opened" => EventFields.Read(type, data, QuotaEventJson.Default.DayOpened),
        "calls-charged" => EventFields.Read(type, data, QuotaEventJson.Default.CallsCharged),
        "charge-refunded" => EventFields.Read(type, data, QuotaEventJson.Default.ChargeRefunded),
        "limit-changed" => EventFields.Read(type, data, QuotaEventJson.Default.LimitChanged),
        "usage-reset" => EventFields.Read(type, data, QuotaEventJson.Default.UsageReset),
        "usage-imported" => EventFields.Read(type, data, QuotaEventJson.Default.UsageImported),
        "quota-exhausted" => EventFields.Read(type, data, QuotaEventJson.Default.QuotaExhausted),
        _ => throw new InvalidDataException($"'{type}' is not a quota event that this version knows."),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(DayOpened))]
[JsonSerializable(typeof(CallsCharged))]
[JsonSerializable(typeof(ChargeRefunded))]
[JsonSerializable(typeof(LimitChanged))]
[JsonSerializable(typeof(UsageReset))]
[JsonSerializable(typeof(UsageImported))]
[JsonSerializable(typeof(QuotaExhausted))]
internal sealed partial class QuotaEventJson : JsonSerializerContext;
