using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authentication.Keys;

/// <summary>The key set that has the key of that name; neither where the issuer has none; a problem where that cannot be said now.</summary>
internal readonly record struct KeyLookup(KeySet? Keys, Problem? Problem)
{
    public static readonly KeyLookup Absent;

    public static KeyLookup Unavailable { get; } =
        new(null, Problem.Unavailable("keys-unavailable", "The issuer's keys cannot be fetched now."));

    /// <summary>The key may be newer than the last fetch, and the next one may not begin yet.</summary>
    public static KeyLookup NotYet(TimeSpan untilNextFetch) => new(
        null,
        Problem.Unavailable("keys-unavailable", "The token's key is not known yet.") with { RetryAfter = (long)Math.Ceiling(untilNextFetch.TotalSeconds) });

    public static KeyLookup Overloaded { get; } =
        new(null, Problem.Unavailable("overloaded", "Too many tokens of unknown keys are waiting."));
}
