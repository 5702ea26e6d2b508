using Tollgate.Tests.Tokens;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>What a test wants of its cluster.</summary>
internal sealed record ClusterSetup(int Limit)
{
    public int Silos { get; init; } = 3;

    /// <summary>Whether each silo is told to be in a cluster of its own.</summary>
    public bool AreStrangers { get; init; }

    /// <summary>Whose tokens the silos believe. Null for the issuer that all share.</summary>
    public TokenForge? Forge { get; init; }

    /// <summary>Clusters with the same tables share everything but their membership.</summary>
    public string TablePrefix { get; init; } = $"t{Guid.NewGuid().ToString("N")[..8]}-";

    public string ClusterId { get; init; } = "tollgate";

    /// <summary>Null for the one that all share.</summary>
    public string? DynamoDbUrl { get; init; }

    /// <summary>Where the test reads the log, past whatever it has put before <see cref="DynamoDbUrl"/>.</summary>
    public string? LogUrl { get; init; }

    /// <summary>Beyond what makes every silo patient; these win.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Asked when a silo is started.</summary>
    public Func<int, IReadOnlyDictionary<string, string>> OneSilo { get; init; } = static _ => new Dictionary<string, string>();
}
