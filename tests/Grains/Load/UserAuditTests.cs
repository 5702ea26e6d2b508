using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Load;
using Tollgate.Load.Audit;

namespace Tollgate.Grains.Tests.Load;

/// <summary>The audit after a load must see every way in which a user's day can be wrong.</summary>
public sealed class UserAuditTests
{
    private const long Limit = 2;

    private static readonly QuotaEvent[] Day =
        [new DayOpened(Limit, 0), Charged("a"), Charged("b"), new QuotaExhausted()];

    private static readonly AskedCall[] Calls =
    [
        Asked("a", QuotaStatus.Done, used: 1, version: 2),
        Asked("a", QuotaStatus.Replayed, used: 2, version: 3),
        Asked("b", QuotaStatus.Done, used: 2, version: 3),
        Asked("c", QuotaStatus.Denied, used: 2, version: 4),
    ];

    [Fact]
    public void ExactDay_HasNoFault() => Assert.Empty(UserAudit.FindFaults(Limit, Calls, Day));

    [Fact]
    public void LostAnswerOfTheFirstAttempt_IsNoFault() =>
        Assert.Empty(UserAudit.FindFaults(Limit, [.. Calls[..2], Asked("b", QuotaStatus.Replayed, 2, 3, attempts: 2), Calls[3]], Day));

    [Fact]
    public void LostAnswerOfASiloThatWent_IsNoFault()
    {
        var asked = Asked("b", QuotaStatus.Replayed, 2, 3);
        Assert.Empty(UserAudit.FindFaults(Limit, [.. Calls[..2], asked with { Answer = asked.Answer with { AsSilosChanged = true } }, Calls[3]], Day));
    }

    [Fact]
    public void ChargeMissingInTheLog_IsAFault() =>
        AssertFault("b was answered Done", Calls, [Day[0], Day[1], new QuotaExhausted()]);

    [Fact]
    public void ChargeTwiceInTheLog_IsAFault() =>
        AssertFault("a is charged 2 times", Calls, [Day[0], Day[1], Day[1], Day[3]]);

    [Fact]
    public void ChargeOverTheLimit_IsAFault() =>
        AssertFault("3 calls are charged, not 2", Calls, [.. Day[..3], Charged("c"), Day[3]]);

    [Fact]
    public void ChargeThatNobodyAskedFor_IsAFault() =>
        AssertFault("z is charged, and nobody asked for it", Calls, [Day[0], Day[1], Charged("z"), Day[3]]);

    [Fact]
    public void ReplayToldAsNew_IsAFault() =>
        AssertFault("a was charged as new 2 times", [Calls[0], Calls[1] with { Answer = Calls[0].Answer }, .. Calls[2..]], Day);

    [Fact]
    public void ReplayOfNothing_IsAFault() =>
        AssertFault("b was charged as new 0 times", [.. Calls[..2], Asked("b", QuotaStatus.Replayed, 2, 3), Calls[3]], Day);

    [Fact]
    public void ChargedAndDenied_IsAFault() =>
        AssertFault("b was answered Denied", [.. Calls, Asked("b", QuotaStatus.Denied, 2, 4)], Day);

    [Fact]
    public void DenialBeforeTheLimit_IsAFault() =>
        AssertFault("c was denied with 1 of 2 used", [.. Calls[..3], Asked("c", QuotaStatus.Denied, 1, 2)], Day);

    [Fact]
    public void ReadingThatTheLogDoesNotSay_IsAFault() =>
        AssertFault("a was shown 0 of 2 at version 2", [Asked("a", QuotaStatus.Done, 0, 2), .. Calls[1..]], Day);

    [Fact]
    public void SecondFirstRefusal_IsAFault() => AssertFault("2 first refusals, not 1", Calls, [.. Day, new QuotaExhausted()]);

    [Fact]
    public void NoDecision_IsAFault() =>
        AssertFault("a was answered nothing after 20 attempts", [new("a", new Answer(null, null, 20, default)), .. Calls[1..]], Day);

    private static void AssertFault(string expected, AskedCall[] calls, QuotaEvent[] day) =>
        Assert.Contains(UserAudit.FindFaults(Limit, calls, day), fault => fault.Contains(expected, StringComparison.Ordinal));

    private static CallsCharged Charged(string requestId) => new(requestId, 1, "/blog", "GET");

    private static AskedCall Asked(string requestId, QuotaStatus status, long used, long version, int attempts = 1) =>
        new(requestId, new Answer(status, new QuotaMessage(default, Limit, used, version), attempts, default));
}
