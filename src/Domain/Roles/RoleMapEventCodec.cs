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
    public static RoleMapEvent Decode(string type, ReadOnlySpan<byte> data) => type switch
    {
        "resource-mapped" => WithNamedRoles(EventFields.Read(type, data, RoleMapEventJson.Default.ResourceMapped)),
        "resource-unmapped" => EventFields.Read(type, data, RoleMapEventJson.Default.ResourceUnmapped),
        _ => throw new InvalidDataException($"'{type}' is not a role-map event that this version knows."),
    };

    // The serializer checks the list for null, not what is in it.
    private static ResourceMapped WithNamedRoles(ResourceMapped mapped) =>
        mapped.Roles.Contains(null!) ? throw new InvalidDataException("A 'resource-mapped' event names a null role.") : mapped;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ResourceMapped))]
[JsonSerializable(typeof(ResourceUnmapped))]
internal sealed partial class RoleMapEventJson : JsonSerializerContext;
