using Tollgate.Domain.Quotas;
using Tollgate.Domain.Usage;
using Tollgate.Grains.Quotas;

namespace Tollgate.Silo.Hosting;

/// <summary>When a stream may be removed. Only what belongs to one day ever is: accounts and the role map are kept for ever.</summary>
internal static class StreamExpiry
{
    // A day is no longer read before it goes, whatever clock says so: else half of it might be gone when it is folded.
    private const int MarginDays = 1;

    public static Func<string, DateTimeOffset?> After(RetentionOptions retention) => stream =>
        DayOf(stream) is { } day && day.End < DateTimeOffset.MaxValue.AddDays(-retention.RetentionDays - MarginDays)
            ? day.End.AddDays(retention.RetentionDays + MarginDays)
            : null;

    private static QuotaDay? DayOf(string stream) =>
        QuotaStream.TryParse(stream, out _, out var day) ? day
        : UsageStream.TryParse(stream, out day) ? day
        : null;
}
