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
        LeaseTaken e => new("lease-taken", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.LeaseTaken)),
        LeaseSettled e => new("lease-settled", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.LeaseSettled)),
        LeaseForfeited e => new("lease-forfeited", JsonSerializer.SerializeToUtf8Bytes(e, QuotaEventJson.Default.LeaseForfeited)),
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
        "lease-taken" => EventFields.Read(type, data, QuotaEventJson.Default.LeaseTaken),
        "lease-settled" => WithNamedCalls(EventFields.Read(type, data, QuotaEventJson.Default.LeaseSettled)),
        "lease-forfeited" => EventFields.Read(type, data, QuotaEventJson.Default.LeaseForfeited),
        _ => throw new InvalidDataException($"'{type}' is not a quota event that this version knows."),
    };

    // The serializer checks the lists for null, not what is in them.
    private static LeaseSettled WithNamedCalls(LeaseSettled settled) =>
        settled.Charges.All(static charges => charges is not null && !charges.RequestIds.Contains(null!) && charges.RequestIds.Count == charges.AfterMs.Count)
            ? settled
            : throw new InvalidDataException("A 'lease-settled' event names a null call, or calls without their times.");
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
[JsonSerializable(typeof(LeaseTaken))]
[JsonSerializable(typeof(LeaseSettled))]
[JsonSerializable(typeof(LeaseForfeited))]
internal sealed partial class QuotaEventJson : JsonSerializerContext;
