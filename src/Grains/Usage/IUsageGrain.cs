namespace Tollgate.Grains.Usage;

/// <summary>Who used the service on one UTC day; the key is the day, <c>2026-11-22</c>.</summary>
[Alias("tollgate.usage")]
public interface IUsageGrain : IGrainWithStringKey
{
    /// <summary>Adds principals; those who are known already change nothing.</summary>
    /// <returns>True when all of them are durable; false where they may not be, and asking again is right.</returns>
    [Alias("see")]
    Task<bool> See(string[] principals);

    /// <summary>Principals whose names begin with the prefix, in ordinal order, after the one named.</summary>
    /// <returns>Null where the store cannot be read now.</returns>
    [Alias("find")]
    Task<string[]?> Find(string prefix, string? after, int limit);
}
