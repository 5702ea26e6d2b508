using CsCheck;
using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>The last 4,096 request ids, in log order; forgetting is part of the fold.</summary>
public sealed class RequestMemoryTests
{
    // A day that remembers exactly as many ids as it can: old-1, the oldest, to old-4096.
    private static readonly QuotaState Full =
        With([new DayOpened(QuotaLimit.Max, 0), .. Enumerable.Range(1, RequestMemory.Capacity).Select(i => Charged(1, $"old-{i}"))]);

    [Fact]
    public void Capacity_IsAPromise() => Assert.Equal(4_096, RequestMemory.Capacity);

    [Fact]
    public void Charge_AsManyIdsAsAreRemembered_AreAllReplayed()
    {
        Assert.Equal(RequestMemory.Capacity, Full.Requests.Count);
        foreach (var i in new[] { 1, 2, 2_048, 4_095, 4_096 })
            Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(Full, Call(1, $"old-{i}"), Default).Reply.Result);
    }

    [Fact]
    public void Charge_OneIdMore_ForgetsTheFirstAndNoOther()
    {
        var day = Full.Evolve(Charged(1, "new"));

        Assert.Equal(RequestMemory.Capacity, day.Requests.Count);
        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(day, Call(1, "old-1"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(day, Call(1, "old-2"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(day, Call(1, "old-4096"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(day, Call(1, "new"), Default).Reply.Result);
    }

    [Fact]
    public void Reset_OneIdMore_ForgetsTheFirstToo()
    {
        var day = Full.Evolve(WasReset());

        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(day, Call(1, "old-1"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(day, Call(1, "old-2"), Default).Reply.Result);
    }

    [Fact]
    public void Refund_ForgottenCharge_IsUnknown()
    {
        var day = Full.Evolve(Charged(1, "new"));

        Assert.Equal(RefundResult.UnknownCharge, QuotaDecisions.Refund(day, Refund(requestId: "old-1")).Reply.Result);
        Assert.Equal(RefundResult.Refunded, QuotaDecisions.Refund(day, Refund(requestId: "old-2")).Reply.Result);
    }

    // The order is that of the charges: a refund names an id again, but makes it no younger.
    [Fact]
    public void Refund_RememberedCharge_IsForgottenWhenItsTurnComes()
    {
        var day = Full.Evolve(Refunded(1, "old-1"));
        Assert.Equal(RequestMemory.Capacity, day.Requests.Count);
        Assert.Equal(ChargeResult.Conflict, QuotaDecisions.Charge(day, Call(1, "old-1"), Default).Reply.Result);

        var later = day.Evolve(Charged(1, "new"));
        Assert.Equal(RequestMemory.Capacity, later.Requests.Count);
        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(later, Call(1, "old-1"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(later, Call(1, "old-2"), Default).Reply.Result);
    }

    [Fact]
    public void Charge_ForgottenIdChargedAgain_IsTheYoungest()
    {
        var day = Full.Evolve(Charged(1, "new")).Evolve(Charged(5, "old-1"));

        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(day, Call(5, "old-1"), Default).Reply.Result);
        Assert.Null(day.Requests.Find("old-2"));
        Assert.NotNull(day.Requests.Find("old-3"));
    }

    // Denials, refusals, imports and limits name no id.
    [Fact]
    public void Evolve_EventsWithoutAnIdOfTheirOwn_ForgetNothing()
    {
        var day = Full.Evolve(new QuotaExhausted()).Evolve(new UsageImported(3, "x")).Evolve(new LimitChanged(9, 1, "admin", "why")).Evolve(Refunded(1, "old-7"));

        Assert.NotNull(day.Requests.Find("old-1"));
        Assert.Equal(RequestMemory.Capacity, day.Requests.Count);
    }

    // Long after the first round: the ids that took the place of forgotten ones are forgotten in their turn.
    [Fact]
    public void Remember_TwiceAsManyIdsAndMore_IsAlwaysTheLastOnes()
    {
        const int Last = (2 * RequestMemory.Capacity) + 500;
        var memory = RequestMemory.Empty;
        for (var i = 1; i <= Last; i++)
            memory = memory.Remember($"r-{i}", new RememberedRequest(7, i, 0, IsRefunded: false));

        Assert.Equal(RequestMemory.Capacity, memory.Count);
        for (var i = 1; i <= Last; i++)
            Assert.Equal(i > Last - RequestMemory.Capacity ? i : null, memory.Find($"r-{i}")?.Units);
    }

    // Against a plain list: the ids in log order, the first one dropped when there are too many.
    [Fact]
    public void Remember_RandomIds_IsAListOfTheLastOnes() =>
        Gen.Select(Gen.OneOf("old-1", "old-2", "old-3", "old-4096", "a", "b", "c", "d", "e"), Gen.Int[1, 9]).Array[1, 30].Sample(
            steps =>
            {
                var memory = Full.Requests;
                var list = Enumerable.Range(1, RequestMemory.Capacity).Select(i => (Id: $"old-{i}", Units: 1L)).ToList();
                foreach (var (id, units) in steps)
                {
                    memory = memory.Remember(id, new RememberedRequest(7, units, 0, IsRefunded: false));
                    var known = list.FindIndex(entry => entry.Id == id);
                    if (known >= 0)
                        list[known] = (id, units);
                    else
                        list.Add((id, units));
                    if (list.Count > RequestMemory.Capacity)
                        list.RemoveAt(0);

                    Assert.Equal(list.Count, memory.Count);
                    foreach (var asked in new[] { "old-1", "old-2", "old-3", "old-4", "old-4096", "a", "b", "c", "d", "e", "never" })
                        Assert.Equal(list.Where(entry => entry.Id == asked).Select(entry => (long?)entry.Units).FirstOrDefault(), memory.Find(asked)?.Units);
                }
            },
            iter: Tries.Of(60));

    // Wherever a reader of the log stops and another goes on, and whoever else goes on from there, all remember the same.
    [Fact]
    public void Evolve_LogSplitAnywhere_IsTheSameDay()
    {
        QuotaEvent[] log =
        [
            new DayOpened(QuotaLimit.Max, 0),
            .. Enumerable.Range(1, 4_200).SelectMany<int, QuotaEvent>(i => i % 100 == 0 ? [Charged(2, $"r-{i}"), Refunded(1, $"r-{i}")] : [Charged(1, $"r-{i}")]),
            WasReset(),
        ];
        var whole = With(log);
        Gen.Int[0, log.Length].Sample(
            split =>
            {
                var first = With(log.Take(split));
                _ = first.IsOpen ? first.Evolve(Charged(1, "another's")) : first;
                var second = log.Skip(split).Aggregate(first, (day, happened) => day.Evolve(happened));

                Assert.Equal(QuotaReading.Of(whole), QuotaReading.Of(second));
                Assert.Null(second.Requests.Find("another's"));
                for (var i = 1; i <= 4_200; i += 21)
                    Assert.Equal(whole.Requests.Find($"r-{i}"), second.Requests.Find($"r-{i}"));
            },
            iter: Tries.Of(10));
        Assert.Null(whole.Requests.Find("r-105"));
        Assert.NotNull(whole.Requests.Find("r-106"));
    }
}
