using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Tollgate.EventStore;

namespace Tollgate.DynamoDb.EventStore;

/// <summary>One batch as one item. The names are short because they are paid for with every write.</summary>
internal static class EventItem
{
    /// <summary>S, the partition key: the stream's name.</summary>
    public const string Stream = "Stream";

    /// <summary>N, the sort key: the version of the batch's first event.</summary>
    public const string Version = "Version";

    /// <summary>B, 16 bytes, big-endian.</summary>
    public const string BatchId = "BatchId";

    /// <summary>B: what <see cref="BatchCodec"/> made of the events.</summary>
    public const string Payload = "Payload";

    /// <summary>N, seconds since 1970: when the stream has expired; absent where it never does.</summary>
    public const string ExpiresAt = "ExpiresAt";

    public static Dictionary<string, AttributeValue> Write(string stream, long firstVersion, EventBatch batch, DateTimeOffset? expiresAt)
    {
        var item = new Dictionary<string, AttributeValue>
        {
            [Stream] = new(stream),
            [Version] = Number(firstVersion),
            [BatchId] = new() { B = new MemoryStream(batch.Id.ToByteArray(bigEndian: true)) },
            [Payload] = new() { B = new MemoryStream(BatchCodec.Encode(batch)) },
        };
        if (expiresAt is { } end)
            item[ExpiresAt] = Number(end.ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="InvalidDataException">The item is not what <see cref="Write"/> wrote.</exception>
    public static RecordedBatch Read(Dictionary<string, AttributeValue> item)
    {
        if (ReadId(item) is not { } id || !item.TryGetValue(Payload, out var payload) || payload.B is null || ReadNumber(item, Version) is not { } version)
            throw new InvalidDataException("An item of the event log lacks an attribute.");
        return new(version, BatchCodec.Decode(id, payload.B.ToArray()));
    }

    /// <returns>Null where there is none that could be one.</returns>
    public static Guid? ReadId(Dictionary<string, AttributeValue> item) =>
        item.TryGetValue(BatchId, out var id) && id.B is { Length: 16 } bytes ? new Guid(bytes.ToArray(), bigEndian: true) : null;

    // DynamoDB removes expired items when it finds the time, some days later at worst: until then they are as good as gone.
    public static bool HasExpired(Dictionary<string, AttributeValue> item, DateTimeOffset now) =>
        ReadNumber(item, ExpiresAt) is { } end && end <= now.ToUnixTimeSeconds();

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static long? ReadNumber(Dictionary<string, AttributeValue> item, string name) =>
        item.TryGetValue(name, out var value) && long.TryParse(value.N, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
