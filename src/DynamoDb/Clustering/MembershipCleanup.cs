using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;

namespace Tollgate.DynamoDb.Clustering;

/// <summary>Takes rows away: those of silos long dead, or a whole cluster's. Neither makes a new version.</summary>
internal sealed class MembershipCleanup(IAmazonDynamoDB client, string table, MembershipRows rows)
{
    private const int AtOnce = 25;

    // What a row must still have to be the one that was looked at.
    private static readonly string[] Guarded =
        [SiloItem.Status, SiloItem.ETag, SiloItem.StartTime, SiloItem.IAmAliveTime, SiloItem.SuspectingSilos, SiloItem.SuspectingTimes];

    /// <summary>Dead silos of which nothing was heard since, each only if it is still as it was read.</summary>
    public async Task RemoveDeadAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var dead = (await rows.QueryAsync(cancellationToken))
            .Where(item => !VersionItem.IsVersion(item) && SiloItem.Read(item).Silo is { Status: SiloStatus.Dead } silo && LastHeardOf(silo) < before.UtcDateTime);
        await Parallel.ForEachAsync(dead, Options(cancellationToken), async (item, token) =>
        {
            try
            {
                await client.DeleteItemAsync(IfUnchanged(item), token);
            }
            catch (ConditionalCheckFailedException)
            {
                // It has changed since, or another silo has removed it.
            }
        });
    }

    /// <summary>Every row of the cluster, the version's too.</summary>
    public async Task RemoveAllAsync(CancellationToken cancellationToken) =>
        await Parallel.ForEachAsync(await rows.QueryAsync(cancellationToken), Options(cancellationToken), async (item, token) =>
            await client.DeleteItemAsync(table, KeyOf(item), token));

    private static ParallelOptions Options(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };

    private static Dictionary<string, AttributeValue> KeyOf(Dictionary<string, AttributeValue> item) =>
        new() { [SiloItem.DeploymentId] = item[SiloItem.DeploymentId], [SiloItem.SiloIdentity] = item[SiloItem.SiloIdentity] };

    private static DateTime LastHeardOf(MembershipEntry silo) =>
        (silo.SuspectTimes ?? []).Select(vote => vote.Item2).Append(silo.StartTime).Append(silo.IAmAliveTime).Max();

    private DeleteItemRequest IfUnchanged(Dictionary<string, AttributeValue> item)
    {
        var delete = new DeleteItemRequest { TableName = table, Key = KeyOf(item), ExpressionAttributeValues = [] };
        var conditions = new List<string>();
        foreach (var name in Guarded)
        {
            if (!item.TryGetValue(name, out var value))
            {
                conditions.Add($"attribute_not_exists({name})");
                continue;
            }

            conditions.Add($"{name} = :{name}");
            delete.ExpressionAttributeValues[$":{name}"] = value;
        }

        delete.ConditionExpression = string.Join(" AND ", conditions);
        return delete;
    }
}
