namespace Tollgate.Silo.Activity;

/// <summary>Durations counted in buckets that grow by a fifth each, from 10 microseconds to over a minute: a percentile is right to within a fifth.</summary>
internal static class DurationBuckets
{
    public const int Count = 90;

    private const double First = 0.000_010;
    private static readonly double Growth = Math.Log(1.2);

    public static int Of(double seconds) =>
        seconds <= First ? 0 : Math.Min(Count - 1, (int)Math.Ceiling(Math.Log(seconds / First) / Growth));

    /// <returns>The upper bound, in seconds, of the bucket that the percentile falls into; null where nothing was counted.</returns>
    public static double? Percentile(IReadOnlyList<long> buckets, double percentile)
    {
        var total = buckets.Sum();
        if (total == 0)
            return null;

        var rank = Math.Ceiling(total * percentile / 100);
        var below = 0L;
        for (var bucket = 0; ; bucket++)
            if ((below += buckets[bucket]) >= rank)
                return First * Math.Exp(bucket * Growth);
    }
}
