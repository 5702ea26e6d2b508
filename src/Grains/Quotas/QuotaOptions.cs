using System.ComponentModel.DataAnnotations;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>How much each principal may call in a day, and within what time a decision is given.</summary>
public sealed class QuotaOptions
{
    public const string SectionName = "Quota";

    /// <summary>Units a day for a principal without an override.</summary>
    /// <value>50; 0 to 1,000,000,000,000. 0 allows nothing.</value>
    [Range(QuotaLimit.Min, QuotaLimit.Max)]
    public long DefaultDailyLimit { get; set; } = 50;

    /// <summary>How far apart the clocks of silos may be. Within it, a principal's day never runs backwards.</summary>
    /// <value>15 minutes; up to 12 hours.</value>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a call may wait for its decision, in milliseconds; after that it is answered 503.</summary>
    /// <value>1500; 50 to 60,000. Keep it below the authorizer's time-out.</value>
    [Range(50, 60_000)]
    public int DecisionTimeoutMs { get; set; } = 1500;

    /// <summary>How many calls of one principal may wait for their decision; further calls are answered 503.</summary>
    /// <value>1024; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxPendingPerPrincipal { get; set; } = 1024;
}
