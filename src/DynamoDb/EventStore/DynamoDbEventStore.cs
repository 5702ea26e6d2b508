using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Tollgate.EventStore;

namespace Tollgate.DynamoDb.EventStore;

/// <summary>The event log in one DynamoDB table, for any number of silos and clusters: one item per batch, one request per append.</summary>
/// <remarks>
/// An append is a <c>PutItem</c> on the condition that the place is free. The refusal brings the item that stands there, so nothing is read
/// before or after. The store knows only whether the place is taken, not where the stream ends.
/// </remarks>
/// <param name="expiresAt">When a stream of this name has expired; null for never. The same for every append to it.</param>
public sealed class DynamoDbEventStore(DynamoDbConnection connection, string table, Func<string, DateTimeOffset?> expiresAt, TimeProvider clock)
    : IEventStore, IStreamCatalog
{
    private const int ThrottledAttempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);

    public async IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        var query = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = "#stream = :stream AND #version >= :from",
            ExpressionAttributeNames = new() { ["#stream"] = EventItem.Stream, ["#version"] = EventItem.Version },
            ExpressionAttributeValues = new() { [":stream"] = new(stream), [":from"] = EventItem.Number(fromVersion) },
            ConsistentRead = true,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        };
        do
        {
            var page = await AskAsync(client => client.QueryAsync(query, cancellationToken), cancellationToken);
            DynamoDbInstruments.CountRead("Query", table, page.ConsumedCapacity);
            var now = clock.GetUtcNow();
            foreach (var item in page.Items ?? [])
                if (!EventItem.HasExpired(item, now))
                    yield return Decode(stream, item);
            query.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (query.ExclusiveStartKey is { Count: > 0 });
    }

    public Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        return PutAsync(stream, expectedVersion, batch).WaitAsync(cancellationToken);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalidPrefix(prefix);
        var scan = new ScanRequest
        {
            TableName = table,
            ProjectionExpression = "#stream, #expires",
            ExpressionAttributeNames = new() { ["#stream"] = EventItem.Stream, ["#expires"] = EventItem.ExpiresAt },
            ConsistentRead = true,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        };
        if (prefix.Length > 0)
            (scan.FilterExpression, scan.ExpressionAttributeValues) = ("begins_with(#stream, :prefix)", new() { [":prefix"] = new(prefix) });

        // The items of one stream follow each other, over the end of a page too: no need to remember more than the last name.
        string? last = null;
        do
        {
            var page = await AskAsync(client => client.ScanAsync(scan, cancellationToken), cancellationToken);
            DynamoDbInstruments.CountRead("Scan", table, page.ConsumedCapacity);
            var now = clock.GetUtcNow();
            foreach (var item in page.Items ?? [])
                if (item[EventItem.Stream].S is var name && name != last && !EventItem.HasExpired(item, now))
                    yield return last = name;
            scan.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (scan.ExclusiveStartKey is { Count: > 0 });
    }

    private async Task PutAsync(string stream, long expectedVersion, EventBatch batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Anew for each attempt: sending reads the streams within.
            var put = new PutItemRequest
            {
                TableName = table,
                Item = EventItem.Write(stream, expectedVersion + 1, batch, expiresAt(stream)),
                ConditionExpression = "attribute_not_exists(#version)",
                ExpressionAttributeNames = new() { ["#version"] = EventItem.Version },
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
            };
            try
            {
                var answer = await connection.Once.PutItemAsync(put, CancellationToken.None);
                DynamoDbInstruments.CountWrite("PutItem", table, answer.ConsumedCapacity);
                return;
            }
            catch (ConditionalCheckFailedException refusal)
            {
                DynamoDbInstruments.CountWrite("PutItem", table, consumed: null);
                if (EventItem.ReadId(refusal.Item ?? []) == batch.Id)
                    return; // this append, already done
                throw new VersionConflictException(stream, expectedVersion, refusal.Item is { Count: > 0 } item ? Decode(stream, item) : null, refusal);
            }
            catch (Exception failure) when (failure.IsThrottling() && attempt < ThrottledAttempts)
            {
                DynamoDbInstruments.CountThrottle("PutItem", table);
                await Task.Delay(PauseAfter(attempt), clock);
            }
            catch (Exception failure) when (failure.IsOfDynamoDb())
            {
                throw new EventStoreUnavailableException(failure.Describe(connection.Place, table), outcomeUnknown: !failure.IsNothingWritten(), failure);
            }
        }
    }

    // Twice as long each time, and not all silos at once.
    private static TimeSpan PauseAfter(int attempt) => FirstPause * Math.Pow(2, attempt - 1) * (0.5 + Random.Shared.NextDouble());

    private async Task<T> AskAsync<T>(Func<IAmazonDynamoDB, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(connection.Retrying);
        }
        catch (Exception failure) when (failure.IsOfDynamoDb() && !cancellationToken.IsCancellationRequested)
        {
            throw new EventStoreUnavailableException(failure.Describe(connection.Place, table), outcomeUnknown: false, failure);
        }
    }

    private RecordedBatch Decode(string stream, Dictionary<string, AttributeValue> item)
    {
        try
        {
            return EventItem.Read(item);
        }
        catch (InvalidDataException damage)
        {
            throw new EventStoreUnavailableException($"Stream '{stream}' in table '{table}' is damaged: {damage.Message}", outcomeUnknown: false, damage);
        }
    }
}
