using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orleans;

namespace Tollgate.DynamoDb.Clustering;

/// <summary>The items of one cluster.</summary>
/// <param name="pageSize">Items on one page of a query; null for as many as DynamoDB likes.</param>
internal sealed class MembershipRows(IAmazonDynamoDB client, string table, string clusterId, int? pageSize = null)
{
    public static readonly string Exists = $"attribute_exists({SiloItem.DeploymentId}) AND attribute_exists({SiloItem.SiloIdentity})";
    public static readonly string IsMissing = $"attribute_not_exists({SiloItem.DeploymentId}) AND attribute_not_exists({SiloItem.SiloIdentity})";

    /// <returns>Null where the cluster has none.</returns>
    public async Task<TableVersion?> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = VersionItem.Key(clusterId), ConsistentRead = true };
        var answer = await client.GetItemAsync(request, cancellationToken);
        return answer.IsItemSet ? VersionItem.Read(answer.Item) : null;
    }

    /// <summary>Every item, the version's too, page by page. What is written meanwhile may be in it or not.</summary>
    /// <param name="filter">Restricts the items; its names are written out, its values given.</param>
    public async Task<List<Dictionary<string, AttributeValue>>> QueryAsync(
        CancellationToken cancellationToken, string? filter = null, Dictionary<string, AttributeValue>? values = null)
    {
        var query = new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = $"{SiloItem.DeploymentId} = :cluster",
            FilterExpression = filter,
            ExpressionAttributeValues = new(values ?? []) { [":cluster"] = new(clusterId) },
            ConsistentRead = true,
            Limit = pageSize,
        };
        var items = new List<Dictionary<string, AttributeValue>>();
        do
        {
            var page = await client.QueryAsync(query, cancellationToken);
            items.AddRange(page.Items ?? []);
            query.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (query.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    /// <summary>Both changes, or neither.</summary>
    /// <returns>False where somebody else was faster, or is at it: read again.</returns>
    public async Task<bool> TryWriteAsync(Put silo, Update version, CancellationToken cancellationToken)
    {
        try
        {
            await client.TransactWriteItemsAsync(
                new TransactWriteItemsRequest { TransactItems = [new() { Put = silo }, new() { Update = version }] }, cancellationToken);
            return true;
        }
        catch (TransactionCanceledException refusal) when (IsContention(refusal))
        {
            return false;
        }
    }

    // A throttled or invalid transaction is cancelled as well, and is no lost race.
    private static bool IsContention(TransactionCanceledException refusal)
    {
        var reasons = (refusal.CancellationReasons ?? []).Select(reason => reason.Code ?? "None").Where(code => code != "None").ToList();
        return reasons.Count > 0 && reasons.All(code => code is "ConditionalCheckFailed" or "TransactionConflict");
    }
}
