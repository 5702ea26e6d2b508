using Microsoft.Extensions.Options;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Usage;

/// <summary>Looks names up in the usage directory of a day, within the time that a decision may take.</summary>
public sealed class UsageClient(IGrainFactory grains, IOptions<QuotaOptions> options, TimeProvider clock)
{
    /// <returns>Null where the store cannot be read now.</returns>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public Task<string[]?> FindAsync(QuotaDay day, string prefix, string? after, int limit) =>
        grains.GetGrain<IUsageGrain>(day.ToString()).Find(prefix, after, limit).WaitAsync(TimeSpan.FromMilliseconds(options.Value.DecisionTimeoutMs), clock);
}
