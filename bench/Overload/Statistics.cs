namespace Tollgate.Overload;

internal static class Statistics
{
    /// <summary>The lower one of the two in the middle, where there are two.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[(sorted.Count - 1) / 2];
    }
}
