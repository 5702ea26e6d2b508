namespace Tollgate.Architecture.Tests;

internal static class Rule
{
    /// <summary>Fails with every place that breaks the rule, one on each line.</summary>
    public static void Holds<T>(IEnumerable<T> broken)
    {
        var places = broken.Select(place => $"  {place}").ToList();
        Assert.True(places.Count == 0, $"Broken {places.Count} times:\n{string.Join('\n', places)}");
    }
}
