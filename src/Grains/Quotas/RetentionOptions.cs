using System.ComponentModel.DataAnnotations;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>How long closed days are kept. Accounts and the role map are kept for ever.</summary>
public sealed class RetentionOptions
{
    public const string SectionName = "Store";

    // A day that is about to go takes no more events: its last ones would outlive its first.
    private const int DaysClosedToChanges = 2;

    /// <summary>Days after its end that a quota day can still be read.</summary>
    /// <value>90; 3 to 36,500.</value>
    [Range(3, 36_500)]
    public int RetentionDays { get; set; } = 90;

    public bool IsReadable(QuotaDay day, DateTimeOffset now) => now < day.End.AddDays(RetentionDays);

    public bool IsChangeable(QuotaDay day, DateTimeOffset now) => now < day.End.AddDays(RetentionDays - DaysClosedToChanges);
}
