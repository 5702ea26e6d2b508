namespace Tollgate.Throughput.Contending;

/// <summary>Where a server keeps its counts.</summary>
internal enum Store
{
    None,
    Sqlite,
    DynamoDb,
    RedisAlways,
    RedisEverySecond,
}

/// <summary>A server of ours or of an opponent, as it is started for the run.</summary>
/// <param name="Name">Of its folder, and unique.</param>
/// <param name="Program">The project whose executable it is.</param>
/// <param name="Settings">In the spelling of configuration keys, beyond what every server is told.</param>
internal sealed record Server(string Name, Program Program, Store Store, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Whether it sends traces, metrics and logs to a collector, with everything else as it is without being told.</summary>
    public bool SendsTelemetry { get; init; }
}

/// <summary>An executable that the build has left in its project's folder.</summary>
internal sealed record Program(string Project, string Name)
{
    public static readonly Program Silo = new("src/Silo", "Tollgate.Silo");
    public static readonly Program Contenders = new("bench/Contenders", "Tollgate.Contenders");

    // From this program's own output: bench/Throughput/bin/Release/net10.0.
    public string Path => System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "../../../../..", Project, "bin/Release/net10.0", Name));
}
