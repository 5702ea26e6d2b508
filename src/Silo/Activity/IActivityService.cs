using Orleans.Services;

namespace Tollgate.Silo.Activity;

/// <summary>What each silo does at the moment, for the other silos to ask.</summary>
[Alias("tollgate.activity")]
internal interface IActivityService : IGrainService
{
    [Alias("read")]
    Task<ActivityMessage> Read();

    [Alias("read-lag")]
    Task<UsageLagMessage> ReadLag();
}

/// <summary>One silo's last minute, second by second, and what it is.</summary>
/// <param name="Seconds">The last whole minute, oldest first.</param>
/// <param name="Reasons">Decisions of that minute by reason.</param>
/// <param name="Durations">How many of that minute's decisions fell into each bucket of <see cref="DurationBuckets"/>.</param>
/// <param name="Activations">Grains in memory, by kind.</param>
[GenerateSerializer, Immutable, Alias("tollgate.activity-message")]
internal sealed record ActivityMessage(
    [property: Id(0)] string Name,
    [property: Id(1)] string Version,
    [property: Id(2)] DateTimeOffset StartedAt,
    [property: Id(3)] SecondMessage[] Seconds,
    [property: Id(4)] Dictionary<string, long> Reasons,
    [property: Id(5)] long[] Durations,
    [property: Id(6)] Dictionary<string, long> Activations,
    [property: Id(7)] long MemoryBytes);

/// <param name="At">Seconds since 1970, UTC.</param>
/// <param name="Undecided">Answers without a decision: 503 and the like.</param>
[GenerateSerializer, Immutable, Alias("tollgate.activity-second")]
internal readonly record struct SecondMessage(
    [property: Id(0)] long At, [property: Id(1)] long Allowed, [property: Id(2)] long Denied, [property: Id(3)] long Undecided, [property: Id(4)] long StoreFailures);

/// <param name="Seconds">How long the usage directory has not been told of somebody.</param>
[GenerateSerializer, Immutable, Alias("tollgate.usage-lag")]
internal sealed record UsageLagMessage([property: Id(0)] double Seconds, [property: Id(1)] bool IsCatchingUp);
