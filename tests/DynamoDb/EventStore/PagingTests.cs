using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.DynamoDb.Line;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.DynamoDb.Tests.EventStore;

/// <summary>DynamoDB answers with 1 MB at most; a longer stream comes in pages.</summary>
public sealed class PagingTests(SharedDynamoDb shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LongStream_IsReadOverItsPages_Consistently()
    {
        const int Count = 40;
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var stream = $"quota/{Guid.NewGuid():N}/2026-11-22";
        var written = new List<RecordedBatch>();
        for (var version = 1; version <= Count; version++)
        {
            var batch = new EventBatch(Guid.NewGuid(), [new("e", DateTimeOffset.UnixEpoch, Batches.Bytes(60_000, version))]);
            await shared.Store.AppendAsync(stream, version - 1, batch, Cancellation);
            written.Add(new(version, batch));
        }

        var read = await shared.StoreOver(connection).ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation);

        Batches.AssertSame(written, read);
        Assert.True(line.Requests.Count > 2, $"{line.Requests.Count} pages");
        Assert.All(line.Requests, page => Assert.Contains("\"ConsistentRead\":true", page.Body, StringComparison.Ordinal));
        Assert.Contains(stream, await shared.Store.ListAsync(stream, Cancellation).ToListAsync(Cancellation));
    }
}
