namespace Tollgate.Local.Demo.Clusters;

/// <summary>What a cluster is started with.</summary>
/// <param name="Folder">A folder for what the processes print.</param>
/// <param name="DynamoDbUrl">Where DynamoDB is; somebody else starts and stops it.</param>
/// <param name="Authority">The issuer whose tokens the silos believe.</param>
public sealed record LocalClusterOptions(ClusterPorts Ports, string Folder, string DynamoDbUrl, string Authority)
{
    public string ClusterId { get; init; } = "tollgate";

    public string TablePrefix { get; init; } = "";

    /// <summary>Further settings of every silo; they win over the cluster's own.</summary>
    public IReadOnlyDictionary<string, string> Silo { get; init; } = new Dictionary<string, string>();

    /// <summary>Further settings of one silo, by its number from 0, asked when it is started; they win over all others.</summary>
    public Func<int, IReadOnlyDictionary<string, string>> OneSilo { get; init; } = static _ => new Dictionary<string, string>();
}
