using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.Local.Demo;
using Tollgate.Local.Demo.Clusters;
using Tollgate.Local.DynamoDb;
using Tollgate.Tests.Tokens;

[assembly: AssemblyFixture(typeof(SharedDynamoDb))]

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>
/// One DynamoDB Local for the whole suite, in memory, and one issuer of tokens. Clusters keep apart by the prefix of their tables; who stops
/// DynamoDB has one of its own.
/// </summary>
public sealed class SharedDynamoDb : IAsyncLifetime
{
    private DynamoDbLocal? _local;
    private TokenForge? _forge;

    /// <summary>What each process printed, a folder for each test; the last run's.</summary>
    public static string Logs { get; } = Path.Combine(BuiltPart.RepositoryRoot, "artifacts", "tests", "Cluster");

    public string Url => _local!.Url;

    public TokenForge Forge => _forge!;

    public async ValueTask InitializeAsync()
    {
        if (Directory.Exists(Logs))
            Directory.Delete(Logs, recursive: true);
        _forge = await TokenForge.StartAsync();
        _local = await DynamoDbLocal.StartAsync(new DynamoDbLocalOptions(ClusterPorts.Free(1).DynamoDb), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_local is not null)
            await _local.DisposeAsync();
        if (_forge is not null)
            await _forge.DisposeAsync();
    }
}
