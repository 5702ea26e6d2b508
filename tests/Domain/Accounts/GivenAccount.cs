using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Tests.Quotas;

namespace Tollgate.Domain.Tests.Accounts;

/// <summary>Words for tests of an account.</summary>
internal static class GivenAccount
{
    public static readonly ReasonText Launch = GivenDay.ReasonOf("launch day");

    public static AccountState With(params IEnumerable<AccountEvent> events) =>
        events.Aggregate(AccountState.Initial, (account, happened) => account.Evolve(happened));

    public static LimitOverridden Overridden(long limit, string? untilDay = null) => new(limit, "admin", "launch day", untilDay);

    public static OverrideRemoved Removed() => new("admin", "launch day");

    public static LimitOverride Wanted(long limit, string? untilDay = null) => new(limit, untilDay is null ? null : Day(untilDay));

    public static QuotaDay Day(string text)
    {
        Assert.True(QuotaDay.TryParse(text, out var day));
        return day;
    }
}
