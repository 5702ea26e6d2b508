using System.Globalization;

namespace Tollgate.Log;

/// <summary>How long each of many things took.</summary>
internal sealed class Timings(IEnumerable<TimeSpan> taken)
{
    private readonly double[] _sorted = [.. taken.Select(static time => time.TotalMilliseconds).Order()];

    public int Count => _sorted.Length;

    public double Worst => Percentile(100);

    public double Percentile(double percent) => _sorted.Length == 0 ? 0 : _sorted[(int)((_sorted.Length - 1) * percent / 100)];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {Percentile(50):0.00} ms, p99 {Percentile(99):0.00} ms, worst {Worst:0.00} ms");
}
