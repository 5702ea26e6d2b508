using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tollgate.Silo.Commands.Events;

/// <summary>A day for programs: one JSON object a line, <c>{"version","at","type","data","batch"}</c>.</summary>
internal static class EventLines
{
    /// <returns>False where there was nothing to write.</returns>
    public static async Task<bool> WriteAsync(TextWriter output, FoldedDay history, CancellationToken cancellationToken)
    {
        var any = false;
        await foreach (var happened in history.ReadAsync(long.MaxValue, cancellationToken))
        {
            any = true;
            await output.WriteLineAsync(Line(happened));
        }

        return any;
    }

    private static string Line(DayEvent happened)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", happened.Version);
            json.WriteString("at", happened.Stored.At.UtcDateTime);
            json.WriteString("type", happened.Stored.Type);
            json.WritePropertyName("data");
            happened.Fields.WriteTo(json);
            json.WriteString("batch", happened.Batch);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
