using System.Diagnostics;

namespace Tollgate.Cluster.Tests.Fixtures;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Asks a silo until it is so. Each question goes to another process and back, so between two there is nothing to wait for.</summary>
    /// <param name="what">What is waited for, to be read after "It never came true that".</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what)
    {
        for (var watch = Stopwatch.StartNew(); !await condition();)
            Assert.True(watch.Elapsed < Patience, $"It never came true that {what}.");
    }
}
