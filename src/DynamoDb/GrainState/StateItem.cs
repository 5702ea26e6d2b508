using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace Tollgate.DynamoDb.GrainState;

/// <summary>One state as one item, attribute by attribute as the official provider of Orleans writes it.</summary>
internal static class StateItem
{
    /// <summary>S, the partition key: <c>{serviceId}_{grainId}</c>.</summary>
    public const string GrainReference = "GrainReference";

    /// <summary>S, the sort key: the state's name.</summary>
    public const string GrainType = "GrainType";

    /// <summary>B: what the serializer made; NULL for a state that was cleared.</summary>
    public const string GrainState = "GrainState";

    /// <summary>N, counted up from 0.</summary>
    public const string ETag = "ETag";

    /// <summary>N, seconds since 1970.</summary>
    public const string GrainTtl = "GrainTtl";

    // DynamoDB's own bounds.
    private const int MaxItemBytes = 400 * 1024;
    private const int MaxPartitionKeyBytes = 2048;
    private const int MaxSortKeyBytes = 1024;

    /// <exception cref="ArgumentException">DynamoDB takes no keys of this length.</exception>
    public static Dictionary<string, AttributeValue> Key(string grainReference, string stateName)
    {
        if (Encoding.UTF8.GetByteCount(grainReference) > MaxPartitionKeyBytes)
            throw new ArgumentException($"DynamoDB takes keys of up to {MaxPartitionKeyBytes} bytes; '{grainReference}' is longer.");
        if (Encoding.UTF8.GetByteCount(stateName) is 0 or > MaxSortKeyBytes)
            throw new ArgumentException($"DynamoDB takes names of 1 to {MaxSortKeyBytes} bytes; '{stateName}' is not one.");
        return new() { [GrainReference] = new(grainReference), [GrainType] = new(stateName) };
    }

    /// <exception cref="ArgumentOutOfRangeException">The state does not fit into an item.</exception>
    public static Dictionary<string, AttributeValue> Write(
        Dictionary<string, AttributeValue> key, ReadOnlyMemory<byte> state, int etag, DateTimeOffset? expiresAt)
    {
        var item = new Dictionary<string, AttributeValue>(key)
        {
            [GrainState] = state.IsEmpty ? new() { NULL = true } : new() { B = new MemoryStream(state.ToArray()) },
            [ETag] = Number(etag),
        };
        if (expiresAt is { } end)
            item[GrainTtl] = Number(end.ToUnixTimeSeconds());

        var size = item.Sum(attribute => attribute.Key.Length + (attribute.Value.S is { } text ? Encoding.UTF8.GetByteCount(text) : attribute.Value.N?.Length ?? 1)) + state.Length;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxItemBytes, nameof(state));
        return item;
    }

    public static int ReadETag(Dictionary<string, AttributeValue> item) => int.Parse(item[ETag].N, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <returns>Empty for a state that was cleared.</returns>
    public static byte[] ReadState(Dictionary<string, AttributeValue> item) =>
        item.TryGetValue(GrainState, out var state) && state.B is { } bytes ? bytes.ToArray() : [];

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };
}
