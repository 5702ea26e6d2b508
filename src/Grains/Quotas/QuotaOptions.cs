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

    /// <summary>What a yes means: that the charge is durable, or that it is covered by units made durable before it.</summary>
    /// <value><c>Strict</c>; or <c>Leased</c>.</value>
    [EnumDataType(typeof(QuotaDurability))]
    public QuotaDurability Durability { get; set; } = QuotaDurability.Strict;

    /// <summary>With <see cref="QuotaDurability.Leased"/>: the most units that are taken ahead of use, and that a crash can cost a principal.</summary>
    /// <value>1000; 2 to 1,000,000. Never more than a tenth of what is left of the day.</value>
    [Range(2, 1_000_000)]
    public int LeaseUnits { get; set; } = 1000;

    /// <summary>With <see cref="QuotaDurability.Leased"/>: after how long the calls that a lease was spent on are written down, and the rest is given back.</summary>
    /// <value>10 seconds; 1 second to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan SettleAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how many kilobytes of events of one day its state is put down as a snapshot, so that a long day is opened quickly.</summary>
    /// <value>1024, some 10,000 charges; 64 to 1,000,000.</value>
    [Range(64, 1_000_000)]
    public int SnapshotKilobytes { get; set; } = 1024;

    /// <summary>How long a call may wait for its decision, in milliseconds; after that it is answered 503.</summary>
    /// <value>1500; 50 to 60,000. Keep it below the authorizer's time-out.</value>
    [Range(50, 60_000)]
    public int DecisionTimeoutMs { get; set; } = 1500;

    /// <summary>How many calls of one principal may wait for their decision; further calls are answered 503.</summary>
    /// <value>1024; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxPendingPerPrincipal { get; set; } = 1024;
}
