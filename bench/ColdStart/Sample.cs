using System.Globalization;

namespace Tollgate.ColdStart;

/// <summary>What was measured again and again.</summary>
internal sealed class Sample
{
    private readonly List<double> _values = [];

    public double Median => Quantile(0.5);

    public void Add(double value) => _values.Add(value);

    public double Quantile(double share) => _values.Order().ElementAt((int)((_values.Count - 1) * share));

    public string Describe(string format) => $"{Text(Median, format),8} (10 % under {Text(Quantile(0.1), format)}, 90 % under {Text(Quantile(0.9), format)})";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
