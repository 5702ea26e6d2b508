using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tollgate.Domain;

/// <summary>Reads the fields of a stored event, strictly: a damaged log must stop its reader, not mislead it.</summary>
internal static class EventFields
{
    /// <exception cref="InvalidDataException">The bytes are not an object with the event's fields, each once and of its type.</exception>
    public static T Read<T>(string type, ReadOnlySpan<byte> data, JsonTypeInfo<T> fields)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(data, fields) ?? throw new InvalidDataException($"A '{type}' event is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The fields of a '{type}' event cannot be read.", e);
        }
    }
}
