using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tollgate.Silo.Commands.Events;

/// <summary>The fields of any event in one line: <c>requestId=r-1 units=1 reason="by mistake"</c>.</summary>
internal static class EventDetails
{
    // Readable, but nothing that could steer a terminal.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonElement fields) =>
        fields.ValueKind == JsonValueKind.Object
            ? string.Join(' ', fields.EnumerateObject().Select(static field => $"{Word(field.Name)}={Value(field.Value)}"))
            : Value(fields);

    private static string Value(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? Word(value.GetString()!) : JsonSerializer.Serialize(value, Readable);

    // Quoted where it would not read as one word.
    private static string Word(string text)
    {
        var quoted = JsonSerializer.Serialize(text, Readable);
        return text.Length > 0 && quoted.Length == text.Length + 2 && !text.Any(static letter => char.IsWhiteSpace(letter) || letter is '=') ? text : quoted;
    }
}
