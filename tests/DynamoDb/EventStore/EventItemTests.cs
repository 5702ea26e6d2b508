using Amazon.DynamoDBv2.Model;
using Tollgate.DynamoDb.EventStore;
using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.DynamoDb.Tests.EventStore;

/// <summary>Items are a file format: what is written once is read for ever.</summary>
public sealed class EventItemTests(SharedDynamoDb shared)
{
    private static readonly EventBatch Golden = new(new Guid("0199a1b2-c3d4-7e5f-8a6b-7c8d9eafb0c1"),
        [new("calls-charged", new DateTimeOffset(2026, 11, 22, 14, 3, 7, TimeSpan.Zero), """{"units":1}"""u8.ToArray())]);

    private static readonly string[] GoldenItem =
    [
        "Stream S quota/alice%40example.com/2026-11-22",
        "Version N 17",
        "BatchId B 0199A1B2C3D47E5F8A6B7C8D9EAFB0C1",
        "Payload B 0101000D63616C6C732D63686172676564805F6C55A148DF080B007B22756E697473223A317DA36548C5",
        "ExpiresAt N 1779494400",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Item_IsTheGoldenOne() =>
        Assert.Equal(GoldenItem, EventItem.Write("quota/alice%40example.com/2026-11-22", 17, Golden, DateTimeOffset.FromUnixTimeSeconds(1779494400)).Describe());

    [Fact]
    public void GoldenItem_IsRead()
    {
        Dictionary<string, AttributeValue> item = new()
        {
            ["Version"] = new() { N = "17" },
            ["BatchId"] = new() { B = new MemoryStream(Convert.FromHexString(GoldenItem[2]["BatchId B ".Length..])) },
            ["Payload"] = new() { B = new MemoryStream(Convert.FromHexString(GoldenItem[3]["Payload B ".Length..])) },
        };
        Batches.AssertSame([new(17, Golden)], [EventItem.Read(item)]);
    }

    [Theory]
    [InlineData(EventItem.BatchId)]
    [InlineData(EventItem.Payload)]
    public async Task AttributeIsMissing_StreamIsDamaged(string attribute)
    {
        var stream = $"quota/{Guid.NewGuid():N}/2026-11-22";
        var item = EventItem.Write(stream, 1, Golden, null);
        item.Remove(attribute);
        await PutAsync(item);

        await AssertDamagedAsync(stream, "An item of the event log lacks an attribute.");
    }

    [Fact]
    public async Task BitHasFlipped_StreamIsDamaged()
    {
        var stream = $"quota/{Guid.NewGuid():N}/2026-11-22";
        var item = EventItem.Write(stream, 1, Golden, null);
        var bytes = item[EventItem.Payload].B.ToArray();
        bytes[20] ^= 1;
        item[EventItem.Payload].B = new MemoryStream(bytes);
        await PutAsync(item);

        await AssertDamagedAsync(stream, "The payload of a batch is damaged: its checksum does not match.");
    }

    private Task PutAsync(Dictionary<string, AttributeValue> item) =>
        shared.Connection.Retrying.PutItemAsync(shared.Tables.Events.Name, item, Cancellation);

    // Nothing is read of it, and nothing is written over it.
    private async Task AssertDamagedAsync(string stream, string fault)
    {
        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(async () => await shared.Store.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation));
        Assert.Equal($"Stream '{stream}' in table 'shared-TollgateEvents' is damaged: {fault}", failure.Message);
        Assert.IsType<InvalidDataException>(failure.InnerException);

        var refusal = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => shared.Store.AppendAsync(stream, 0, Batches.Of(1), Cancellation));
        Assert.False(refusal.OutcomeUnknown);
    }
}
