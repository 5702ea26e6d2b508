using System.Globalization;

namespace Tollgate.ColdStart;

/// <summary>What was measured again and again.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    public double Median => Quantile(0.5);

    public void Add(double value) => _values.Add(value);

    public double Quantile(double share) => _values.Order().ElementAt((int)((_values.Count - 1) * share));

    public string Describe(string format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture),8}   (10 % under {Quantile(0.1).ToString(format, CultureInfo.InvariantCulture)}, 90 % under {Quantile(0.9).ToString(format, CultureInfo.InvariantCulture)})");
}
