using System.Text.Json.Serialization;
using Orleans.Runtime;
using Tollgate.Silo.Activity;
using Tollgate.Silo.Cluster;

namespace Tollgate.Silo.Administration;

/// <summary>What all silos together did in the last minute.</summary>
/// <param name="At">When they were asked.</param>
/// <param name="Silos">Every member that is not dead, in the order of their addresses.</param>
/// <param name="Silent">Active silos that did not answer in time: what they did is missing in the sums.</param>
/// <param name="Minute">The last minute, second by second, oldest first.</param>
/// <param name="Reasons">Decisions of that minute by reason: <c>allowed</c>, <c>replayed</c>, <c>undecided</c>, or why not.</param>
/// <param name="DecisionsPerSecond">The mean of the last ten seconds.</param>
/// <param name="P50Ms">Half of that minute's decisions took less, in milliseconds, to within a fifth; absent where there were none.</param>
/// <param name="P99Ms">99 of 100 took less.</param>
/// <param name="StoreFailures">Reads and appends of that minute that the event store failed.</param>
/// <param name="Activations">Grains in memory.</param>
/// <param name="HasDashboard">Whether the Orleans Dashboard is switched on.</param>
internal sealed record ClusterBody(
    DateTimeOffset At,
    IReadOnlyList<SiloBody> Silos,
    IReadOnlyList<string> Silent,
    IReadOnlyList<SecondBody> Minute,
    IReadOnlyDictionary<string, long> Reasons,
    double DecisionsPerSecond,
    double? P50Ms,
    double? P99Ms,
    long StoreFailures,
    long Activations,
    bool HasDashboard)
{
    public static ClusterBody Of(
        DateTimeOffset at, SiloAnswers<ActivityMessage> answers, IReadOnlyCollection<ClusterMember> members, bool hasDashboard)
    {
        var said = answers.Given.ToDictionary(given => given.Silo, given => given.Answer);
        var silos = members.Where(member => member.Status != SiloStatus.Dead)
            .Select(member => SiloBody.Of(member, said.GetValueOrDefault(member.SiloAddress.Endpoint.ToString())))
            .OrderBy(silo => silo.Silo, StringComparer.Ordinal).ToList();
        var minute = SecondBody.Sum(said.Values.SelectMany(answer => answer.Seconds));
        var durations = Enumerable.Range(0, DurationBuckets.Count).Select(bucket => said.Values.Sum(answer => answer.Durations[bucket])).ToList();
        return new ClusterBody(
            at, silos, answers.Silent, minute,
            said.Values.SelectMany(answer => answer.Reasons).GroupBy(reason => reason.Key).ToDictionary(reason => reason.Key, reason => reason.Sum(counted => counted.Value)),
            SecondBody.RateOf(minute),
            Milliseconds(DurationBuckets.Percentile(durations, 50)),
            Milliseconds(DurationBuckets.Percentile(durations, 99)),
            minute.Sum(second => second.StoreFailures),
            silos.Sum(silo => silo.Activations.Values.Sum()),
            hasDashboard);
    }

    public static double? Milliseconds(double? seconds) => seconds is { } known ? Math.Round(known * 1000, 2) : null;
}

/// <param name="Silo">The address that silos know it by.</param>
/// <param name="Status">Its place in the cluster: <c>Active</c>, <c>Joining</c>, <c>ShuttingDown</c> and so on.</param>
/// <param name="HasAnswered">False where all that follows is missing.</param>
/// <param name="Activations">Grains in memory, by kind.</param>
internal sealed record SiloBody(
    string Silo,
    string Name,
    string Status,
    bool HasAnswered,
    string? Version,
    DateTimeOffset? StartedAt,
    double DecisionsPerSecond,
    double? P99Ms,
    long StoreFailures,
    IReadOnlyDictionary<string, long> Activations,
    long MemoryBytes)
{
    public static SiloBody Of(ClusterMember member, ActivityMessage? said)
    {
        var minute = SecondBody.Sum(said?.Seconds ?? []);
        return new SiloBody(
            member.SiloAddress.Endpoint.ToString(),
            member.Name,
            member.Status.ToString(),
            said is not null,
            said?.Version,
            said?.StartedAt,
            SecondBody.RateOf(minute),
            ClusterBody.Milliseconds(DurationBuckets.Percentile(said?.Durations ?? [], 99)),
            minute.Sum(second => second.StoreFailures),
            said?.Activations ?? [],
            said?.MemoryBytes ?? 0);
    }
}

/// <param name="At">The second, UTC.</param>
/// <param name="Undecided">Answers without a decision: 503 and the like.</param>
internal sealed record SecondBody(DateTimeOffset At, long Allowed, long Denied, long Undecided, long StoreFailures)
{
    private const int RateSeconds = 10;

    public static IReadOnlyList<SecondBody> Sum(IEnumerable<SecondMessage> seconds) =>
        [.. seconds.GroupBy(second => second.At).OrderBy(second => second.Key).Select(second => new SecondBody(
            DateTimeOffset.FromUnixTimeSeconds(second.Key),
            second.Sum(counted => counted.Allowed),
            second.Sum(counted => counted.Denied),
            second.Sum(counted => counted.Undecided),
            second.Sum(counted => counted.StoreFailures)))];

    public static double RateOf(IReadOnlyList<SecondBody> minute) =>
        Math.Round(minute.TakeLast(RateSeconds).Sum(second => second.Allowed + second.Denied + second.Undecided) / (double)RateSeconds, 1);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterBody))]
internal sealed partial class ClusterJson : JsonSerializerContext;
