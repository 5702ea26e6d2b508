using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Orleans;

namespace Tollgate.DynamoDb.Clustering;

/// <summary>The row that every change of a cluster's membership goes through: its version, and the etag that makes changes take turns.</summary>
internal static class VersionItem
{
    /// <summary>Where a silo's item has its address. No address sorts or reads like it.</summary>
    public const string Identity = "VersionRow";

    public static Dictionary<string, AttributeValue> Key(string clusterId) => new()
    {
        [SiloItem.DeploymentId] = new(clusterId),
        [SiloItem.SiloIdentity] = new(Identity),
    };

    /// <summary>The first version. The official provider gives it a silo's numbers too, all of them 0.</summary>
    public static Dictionary<string, AttributeValue> Initial(string clusterId)
    {
        var item = Key(clusterId);
        foreach (var name in (string[])[SiloItem.Port, SiloItem.Generation, SiloItem.Status, SiloItem.ProxyPort, SiloItem.MembershipVersion, SiloItem.ETag])
            item[name] = SiloItem.Number(0);
        return item;
    }

    public static bool IsVersion(Dictionary<string, AttributeValue> item) =>
        item.TryGetValue(SiloItem.SiloIdentity, out var identity) && identity.S == Identity;

    /// <exception cref="FormatException">The item has no version.</exception>
    public static TableVersion Read(Dictionary<string, AttributeValue> item) =>
        new(SiloItem.ReadNumber(item, SiloItem.MembershipVersion), SiloItem.ReadNumber(item, SiloItem.ETag).ToString(CultureInfo.InvariantCulture));

    /// <summary>The step to this version, if the row still has the etag that it was made from.</summary>
    public static Update Advance(string table, string clusterId, int version, int etag) => new()
    {
        TableName = table,
        Key = Key(clusterId),
        UpdateExpression = $"SET {SiloItem.MembershipVersion} = :version, {SiloItem.ETag} = :nextETag",
        ConditionExpression = $"{SiloItem.ETag} = :currentETag",
        ExpressionAttributeValues = new()
        {
            [":version"] = SiloItem.Number(version),
            [":nextETag"] = SiloItem.Number(etag + 1),
            [":currentETag"] = SiloItem.Number(etag),
        },
    };
}
