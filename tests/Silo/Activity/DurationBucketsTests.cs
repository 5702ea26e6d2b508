using CsCheck;
using Tollgate.Silo.Activity;

namespace Tollgate.Silo.Tests.Activity;

public sealed class DurationBucketsTests
{
    [Fact]
    public void Nothing_HasNoPercentile() => Assert.Null(DurationBuckets.Percentile(new long[DurationBuckets.Count], 99));

    [Fact]
    public void Percentile_IsRightToWithinAFifth() =>
        Gen.Double[0.000_011, 60].Array[1, 200].Sample(durations =>
        {
            var buckets = new long[DurationBuckets.Count];
            foreach (var duration in durations)
                buckets[DurationBuckets.Of(duration)]++;

            Array.Sort(durations);
            foreach (var percentile in new[] { 1, 50, 99, 100 })
            {
                var exact = durations[(int)Math.Ceiling(durations.Length * percentile / 100.0) - 1];
                Assert.InRange(DurationBuckets.Percentile(buckets, percentile)!.Value, exact * 0.999, exact * 1.201);
            }
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(0.000_010, 0)]
    [InlineData(1e9, DurationBuckets.Count - 1)]
    public void Extremes_AreInTheFirstAndTheLast(double seconds, int bucket) => Assert.Equal(bucket, DurationBuckets.Of(seconds));
}
