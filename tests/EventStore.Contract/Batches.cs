using System.Globalization;
using Xunit;

namespace Tollgate.EventStore.Contract;

/// <summary>Makes batches that differ from each other, and compares them to the last byte.</summary>
public static class Batches
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static EventBatch Of(int count) => Of(Guid.NewGuid(), count);

    public static EventBatch Of(Guid id, int count) =>
        new(id, [.. Enumerable.Range(0, count).Select(i => new EventData($"event-{i % 3}", Noon.AddTicks(i), Bytes(i % 40, i)))]);

    public static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static void AssertSame(IEnumerable<RecordedBatch> expected, IEnumerable<RecordedBatch> actual) =>
        Assert.Equal(expected.Select(Describe), actual.Select(Describe));

    public static void AssertSame(EventBatch expected, EventBatch? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(Describe(new(1, expected)), Describe(new(1, actual)));
    }

    // One line of text that holds everything a store must keep, so that a failing test shows the difference.
    public static string Describe(RecordedBatch recorded)
    {
        var events = recorded.Batch.Events.Select(e =>
            string.Create(CultureInfo.InvariantCulture, $"{e.Type}@{e.At.UtcTicks}{e.At.Offset:hhmm}={Convert.ToHexString(e.Data.Span)}"));
        return $"{recorded.FirstVersion}-{recorded.LastVersion} {recorded.Batch.Id}: {string.Join(", ", events)}";
    }
}
