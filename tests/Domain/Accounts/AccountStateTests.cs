using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Accounts.GivenAccount;

namespace Tollgate.Domain.Tests.Accounts;

public sealed class AccountStateTests
{
    private sealed record UnknownEvent : AccountEvent;

    [Fact]
    public void On_NoOverride_IsTheDefault() => Assert.Equal(new Allowance(50, 0, "", ""), With().On(Day("2026-11-22"), 50));

    [Fact]
    public void On_OverrideWithoutAnEnd_HoldsForEver()
    {
        var account = With(Overridden(500));
        Assert.Equal(new Allowance(500, 1, "admin", "launch day"), account.On(Day("2026-11-22"), 50));
        Assert.Equal(500, account.On(Day("9999-12-30"), 50).Limit);
    }

    [Theory]
    [InlineData("2026-11-22", 500)]
    [InlineData("2026-11-29", 500)]
    [InlineData("2026-11-30", 500)]
    [InlineData("2026-12-01", 50)]
    [InlineData("2027-11-22", 50)]
    public void On_OverrideWithAnEnd_HoldsOnItsLastDayAndNotAfter(string day, long limit) =>
        Assert.Equal(limit, With(Overridden(500, "2026-11-30")).On(Day(day), 50).Limit);

    [Fact]
    public void On_Zero_IsALimitAndNotNoOverride() => Assert.Equal(0, With(Overridden(0)).On(Day("2026-11-22"), 50).Limit);

    // A day that opens after the override has ended must not follow an account that has not changed since.
    [Fact]
    public void On_OverrideEnded_NamesTheAccountsVersionAllTheSame() =>
        Assert.Equal(1, With(Overridden(500, "2026-11-20")).On(Day("2026-11-22"), 50).AccountVersion);

    [Fact]
    public void Evolve_LastWordCounts()
    {
        var account = With(Overridden(500, "2026-11-30"), new LimitOverridden(20, "root", "less"));
        Assert.Equal(new Allowance(20, 2, "root", "less"), account.On(Day("2026-12-24"), 50));

        var removed = account.Evolve(new OverrideRemoved("root", "back to normal"));
        Assert.Null(removed.Override);
        Assert.Equal(new Allowance(50, 3, "root", "back to normal"), removed.On(Day("2026-11-22"), 50));
    }

    [Fact]
    public void Evolve_DamagedEvents_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => With(Overridden(-1)));
        Assert.Contains(
            "2026-02-30", Assert.Throws<InvalidOperationException>(() => With(Overridden(1, "2026-02-30"))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => With(Overridden(1, "")));
        Assert.Contains("event 2", Assert.Throws<InvalidOperationException>(() => With(Overridden(1), new UnknownEvent())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice@example.com", "account/alice%40example.com")]
    [InlineData("a/b", "account/a%2Fb")]
    [InlineData("é%", "account/%C3%A9%25")]
    public void StreamName_IsThePrincipalEscaped(string text, string name)
    {
        Assert.True(Principal.TryParse(text, lowerCase: false, out var principal));
        Assert.Equal(name, AccountStream.Name(principal));
    }
}
