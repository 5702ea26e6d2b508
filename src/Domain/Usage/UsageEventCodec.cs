using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Domain.Usage;

/// <summary>The stored names and fields of usage events. Additive change only.</summary>
public static class UsageEventCodec
{
    public static StoredEvent Encode(UsageEvent happened) => happened switch
    {
        PrincipalsSeen e => new("principals-seen", JsonSerializer.SerializeToUtf8Bytes(e, UsageEventJson.Default.PrincipalsSeen)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
    };

    /// <exception cref="InvalidDataException">The name is unknown or the fields are not the event's: refuse, never guess.</exception>
    public static UsageEvent Decode(string type, ReadOnlySpan<byte> data) => type switch
    {
        "principals-seen" => WithNamedPrincipals(EventFields.Read(type, data, UsageEventJson.Default.PrincipalsSeen)),
        _ => throw new InvalidDataException($"'{type}' is not a usage event that this version knows."),
    };

    // The serializer checks the list for null, not what is in it.
    private static PrincipalsSeen WithNamedPrincipals(PrincipalsSeen seen) =>
        seen.Principals.Contains(null!) ? throw new InvalidDataException("A 'principals-seen' event names a null principal.") : seen;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(PrincipalsSeen))]
internal sealed partial class UsageEventJson : JsonSerializerContext;
