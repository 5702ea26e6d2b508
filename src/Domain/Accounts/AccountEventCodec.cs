using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Domain.Accounts;

/// <summary>The stored names and fields of account events. Additive change only.</summary>
public static class AccountEventCodec
{
    public static StoredEvent Encode(AccountEvent happened) => happened switch
    {
        LimitOverridden e => new("limit-overridden", JsonSerializer.SerializeToUtf8Bytes(e, AccountEventJson.Default.LimitOverridden)),
        OverrideRemoved e => new("override-removed", JsonSerializer.SerializeToUtf8Bytes(e, AccountEventJson.Default.OverrideRemoved)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
    };

    /// <exception cref="InvalidDataException">The name is unknown or the fields are not the event's: refuse, never guess.</exception>
    public static AccountEvent Decode(string type, ReadOnlySpan<byte> data) => type switch
    {
        "limit-overridden" => EventFields.Read(type, data, AccountEventJson.Default.LimitOverridden),
        "override-removed" => EventFields.Read(type, data, AccountEventJson.Default.OverrideRemoved),
        _ => throw new InvalidDataException($"'{type}' is not an account event that this version knows."),
    };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LimitOverridden))]
[JsonSerializable(typeof(OverrideRemoved))]
internal sealed partial class AccountEventJson : JsonSerializerContext;
