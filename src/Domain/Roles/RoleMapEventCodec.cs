using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Domain.Roles;

/// <summary>The stored names and fields of role-map events. Additive change only.</summary>
public static class RoleMapEventCodec
{
    public static StoredEvent Encode(RoleMapEvent happened) => happened switch
    {
        ResourceMapped e => new("resource-mapped", JsonSerializer.SerializeToUtf8Bytes(e, RoleMapEventJson.Default.ResourceMapped)),
        ResourceUnmapped e => new("resource-unmapped", JsonSerializer.SerializeToUtf8Bytes(e, RoleMapEventJson.Default.ResourceUnmapped)),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, null),
    };

    /// <exception cref="InvalidDataException">The name is unknown or the fields are not the event's: refuse, never guess.</exception>
    public static RoleMapEvent Decode(string type, ReadOnlySpan<byte> data)
    {
        try
        {
            return type switch
            {
                "resource-mapped" => JsonSerializer.Deserialize(data, RoleMapEventJson.Default.ResourceMapped)!,
                "resource-unmapped" => JsonSerializer.Deserialize(data, RoleMapEventJson.Default.ResourceUnmapped)!,
                _ => throw new InvalidDataException($"'{type}' is not a role-map event that this version knows."),
            };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The fields of a '{type}' event cannot be read.", e);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ResourceMapped))]
[JsonSerializable(typeof(ResourceUnmapped))]
internal sealed partial class RoleMapEventJson : JsonSerializerContext;
