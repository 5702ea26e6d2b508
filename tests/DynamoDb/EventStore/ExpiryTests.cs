using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;
using Tollgate.DynamoDb.EventStore;
using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.DynamoDb.Tests.EventStore;

/// <summary>DynamoDB removes what has expired when it finds the time. For a reader it is gone at once, and all of a stream together.</summary>
public sealed class ExpiryTests(SharedDynamoDb shared)
{
    private static readonly DateTimeOffset End = new(2027, 2, 20, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(End.AddDays(-90));
    private readonly string _stream = $"quota/{Guid.NewGuid():N}/2026-11-22";
    private readonly string _account = $"account/{Guid.NewGuid():N}";

    private DynamoDbEventStore Store => new(
        shared.Connection, shared.Tables.Events.Name, stream => stream.StartsWith("quota/", StringComparison.Ordinal) ? End : null, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryItem_SaysWhenItsStreamExpires()
    {
        await Store.AppendAsync(_stream, 0, Batches.Of(2), Cancellation);
        await Store.AppendAsync(_stream, 2, Batches.Of(1), Cancellation);

        foreach (var version in (int[])[1, 3])
            Assert.Equal($"{End.ToUnixTimeSeconds()}", (await ItemAsync(_stream, version))[EventItem.ExpiresAt].N);
    }

    [Fact]
    public async Task StreamThatIsKeptForEver_SaysNothing()
    {
        await Store.AppendAsync(_account, 0, Batches.Of(2), Cancellation);
        Assert.DoesNotContain(EventItem.ExpiresAt, (await ItemAsync(_account, 1)).Keys);

        _clock.SetUtcNow(End.AddYears(50));
        Assert.Single(await ReadAsync(_account));
    }

    [Fact]
    public async Task ExpiredAndStillThere_IsNeitherReadNorListed()
    {
        await Store.AppendAsync(_stream, 0, Batches.Of(2), Cancellation);
        _clock.SetUtcNow(End.AddSeconds(-1));
        Assert.Single(await ReadAsync(_stream));
        Assert.Contains(_stream, await Store.ListAsync(_stream, Cancellation).ToListAsync(Cancellation));

        _clock.SetUtcNow(End);

        Assert.Empty(await ReadAsync(_stream));
        Assert.DoesNotContain(_stream, await Store.ListAsync(_stream, Cancellation).ToListAsync(Cancellation));
        Assert.NotEmpty(await ItemAsync(_stream, 1));
    }

    private async Task<List<RecordedBatch>> ReadAsync(string stream) => await Store.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation);

    private async Task<Dictionary<string, AttributeValue>> ItemAsync(string stream, int version)
    {
        var key = new Dictionary<string, AttributeValue>
        {
            [EventItem.Stream] = new(stream),
            [EventItem.Version] = new() { N = version.ToString(CultureInfo.InvariantCulture) },
        };
        return (await shared.Connection.Retrying.GetItemAsync(shared.Tables.Events.Name, key, consistentRead: true, Cancellation)).Item;
    }
}
