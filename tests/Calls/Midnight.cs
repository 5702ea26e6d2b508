using Tollgate.Domain.Quotas;

namespace Tollgate.Tests.Calls;

/// <summary>The silo's clock is the real one, and the tests count within one quota day: none begins when the day is almost over.</summary>
public static class Midnight
{
    private static readonly TimeSpan LongestTest = TimeSpan.FromMinutes(1);

    public static async Task KeepAwayAsync(CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var left = QuotaDay.Of(now).End - now;
        if (left < LongestTest)
            await Task.Delay(left + TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
    }
}
