using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Tollgate.DynamoDb.Tables;

namespace Tollgate.DynamoDb.GrainState;

/// <summary>States of grains, in the table and with the etags of the official provider: a number that each write counts up.</summary>
public sealed class DynamoDbGrainStorage(
    string name, DynamoDbGrainStorageOptions options, DynamoDbConnection connection, TableSetup setup, TableDefinition table,
    IActivatorProvider activators, TimeProvider clock)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly IAmazonDynamoDB _client = connection.Retrying;

    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe($"{nameof(DynamoDbGrainStorage)}-{name}", ServiceLifecycleStage.ApplicationServices, stopping => setup.EnsureAsync(table, stopping));

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table.Name, Key = KeyOf(stateName, grainId), ConsistentRead = true, ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL };
        var answer = await _client.GetItemAsync(request, cancellationToken);
        DynamoDbInstruments.CountRead("GetItem", table.Name, answer.ConsumedCapacity);
        if (!answer.IsItemSet)
        {
            Reset(grainState, etag: null);
            return;
        }

        Reset(grainState, ETagOf(StateItem.ReadETag(answer.Item)));
        if (StateItem.ReadState(answer.Item) is { Length: > 0 } state)
        {
            grainState.State = options.GrainStorageSerializer.Deserialize<T>(new BinaryData(state));
            grainState.RecordExists = true;
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var state = options.GrainStorageSerializer.Serialize(grainState.State).ToMemory();
        var etag = Parse(grainState.ETag);
        await PutAsync(KeyOf(stateName, grainId), state, etag, etag + 1 ?? 0, cancellationToken);
        grainState.ETag = ETagOf(etag + 1 ?? 0);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var etag = Parse(grainState.ETag);
        if (options.DeleteStateOnClear)
        {
            await DeleteAsync(KeyOf(stateName, grainId), etag, cancellationToken);
            Reset(grainState, etag: null);
            return;
        }

        // One that was never written begins with 1: the official provider counts up from 0 here.
        var next = (etag ?? 0) + 1;
        await PutAsync(KeyOf(stateName, grainId), default, etag, next, cancellationToken);
        Reset(grainState, ETagOf(next));
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    private static string ETagOf(int etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static int? Parse(string? etag) =>
        string.IsNullOrWhiteSpace(etag) ? null
        : int.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ArgumentException($"'{etag}' is no etag of this storage.");

    private static (string Condition, Dictionary<string, AttributeValue>? Values) If(int? etag) => etag is { } current
        ? ($"{StateItem.ETag} = :currentETag", new() { [":currentETag"] = StateItem.Number(current) })
        : ($"attribute_not_exists({StateItem.GrainReference}) AND attribute_not_exists({StateItem.GrainType})", null);

    private async Task PutAsync(
        Dictionary<string, AttributeValue> key, ReadOnlyMemory<byte> state, int? etag, int next, CancellationToken cancellationToken)
    {
        var item = StateItem.Write(key, state, next, clock.GetUtcNow() + options.TimeToLive);
        var put = new PutItemRequest
        {
            TableName = table.Name,
            Item = item,
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        };
        (put.ConditionExpression, put.ExpressionAttributeValues) = If(etag);
        try
        {
            var answer = await _client.PutItemAsync(put, cancellationToken);
            DynamoDbInstruments.CountWrite("PutItem", table.Name, answer.ConsumedCapacity);
        }
        catch (ConditionalCheckFailedException refusal)
        {
            // The SDK sends a request again whose answer was lost: then it is our own state that stands there.
            var standing = refusal.Item is { Count: > 0 } found ? found : null;
            if (standing is null || StateItem.ReadETag(standing) != next || !StateItem.ReadState(standing).AsSpan().SequenceEqual(state.Span))
                throw Stale(key, standing, etag);
        }
    }

    private async Task DeleteAsync(Dictionary<string, AttributeValue> key, int? etag, CancellationToken cancellationToken)
    {
        var delete = new DeleteItemRequest { TableName = table.Name, Key = key, ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD };
        (delete.ConditionExpression, delete.ExpressionAttributeValues) = If(etag);
        try
        {
            await _client.DeleteItemAsync(delete, cancellationToken);
        }
        catch (ConditionalCheckFailedException refusal)
        {
            throw Stale(key, refusal.Item is { Count: > 0 } standing ? standing : null, etag);
        }
    }

    private static InconsistentStateException Stale(Dictionary<string, AttributeValue> key, Dictionary<string, AttributeValue>? standing, int? etag) =>
        new($"The state '{key[StateItem.GrainType].S}' of '{key[StateItem.GrainReference].S}' is not the one that was to be changed.",
            standing is null ? "" : ETagOf(StateItem.ReadETag(standing)), etag is { } known ? ETagOf(known) : "");

    private Dictionary<string, AttributeValue> KeyOf(string stateName, GrainId grainId) => StateItem.Key($"{options.ServiceId}_{grainId}", stateName);

    private void Reset<T>(IGrainState<T> grainState, string? etag)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = etag;
        grainState.RecordExists = false;
    }
}
