using System.Text.RegularExpressions;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;
using Tollgate.Domain.Tests.Accounts;
using Tollgate.Domain.Tests.Quotas;
using Tollgate.Domain.Tests.Quotas.Leases;
using Tollgate.Domain.Tests.Roles;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Rules;

/// <summary>Plays the examples of docs/rules: the calls and the numbers are read from the page.</summary>
public sealed class QuotaExamplesTests
{
    private QuotaState _day = With();

    [Fact]
    public void QuotaDayAndLimit_Example_IsTrue()
    {
        var calls = 0;
        foreach (var row in RulePage.Table("quota-day-and-limit", 0))
        {
            var before = _day.Version;
            Assert.Equal(row[2], Charge($"r-{++calls}", long.Parse(row[1])));
            Assert.Equal((row[3], row[4]), (_day.Used.ToString(), _day.Remaining.ToString()));
            Assert.Equal(row[5] == "nothing", _day.Version == before);
        }

        Assert.Equal(6, calls);
    }

    [Fact]
    public void WhatACallCosts_Example_IsTrue()
    {
        var map = GivenRoleMap.With(GivenRoleMap.Mapped("/reports", "*", "Sales"), GivenRoleMap.Mapped("/admin", "*", "IT"));
        var calls = 0;
        foreach (var row in RulePage.Table("what-a-call-costs", 0))
        {
            var (method, path) = Called(RulePage.Code(row[0])[0]);
            var answer = map.Ask(["Sales"], method, path).Denial is { } denial ? $"denied: `{denial.ToName()}`"
                : Charge($"r-{++calls}", long.Parse(row[1]), limit: 10) is "denied" ? "denied: `quota-exhausted`"
                : "allowed";

            Assert.Equal(row[2], answer);
            Assert.Equal(row[3], _day.Used.ToString());
        }

        Assert.Equal(4, calls);
    }

    [Fact]
    public void SameCallTwice_Example_IsTrue()
    {
        foreach (var row in RulePage.Table("same-call-twice", 0))
        {
            var (method, path) = Called(RulePage.Code(row[1])[0]);
            Assert.Equal(row[3], Charge(RulePage.Code(row[0])[0], long.Parse(row[2]), path, method));
            Assert.Equal(row[4], _day.Used.ToString());
        }
    }

    [Fact]
    public void Refunds_Example_IsTrue() => Play("refunds",
        () => Charge("r-1", 10),
        () => Charge("r-2", 3),
        () => GiveBack("r-2", 4),
        () => GiveBack("r-2", 2),
        () => GiveBack("r-2", 1),
        () => GiveBack("r-1"),
        () => GiveBack("r-9"),
        () => Charge("r-1", 10));

    [Fact]
    public void Resets_Example_IsTrue() => Play("resets",
        () => Charge("r-1", 50),
        () => Charge("r-2", 1),
        () => BeginAgain("ticket-7"),
        () => Charge("r-2", 1),
        () => BeginAgain("ticket-7"),
        () => GiveBack("r-1"),
        () => Charge("r-1", 50),
        () => BeginAgain("ticket-8"));

    [Fact]
    public void Overrides_Example_IsTrue()
    {
        var today = Today.ToString();
        LimitOverride?[] wanted =
            [null, GivenAccount.Wanted(10), GivenAccount.Wanted(0), GivenAccount.Wanted(100, today), GivenAccount.Wanted(100, today), null];
        var rows = RulePage.Table("overrides", 0);
        Assert.Equal(wanted.Length, rows.Length);

        var account = AccountState.Initial;
        _day = With(Opened, Charged(40));
        for (var i = 0; i < rows.Length; i++)
        {
            if (wanted[i] is { } limit)
                account = AccountDecisions.Override(account, limit, "admin", Why).Events.Aggregate(account, (before, happened) => before.Evolve(happened));
            if (i == rows.Length - 1)
                _day = QuotaState.Initial(Today.Next);
            _day = _day.After(QuotaDecisions.FollowAccount(_day, account.On(_day.Day, 50)));

            Assert.Equal(rows[i][1..4], new[] { _day.Limit, _day.Used, _day.Remaining }.Select(number => number.ToString()));
            Assert.Equal(rows[i][4] == "allowed", QuotaDecisions.Charge(_day, Call(), Default).Reply.IsAllowed);
        }
    }

    [Fact]
    public void Leases_Example_IsTrue()
    {
        HeldLease? lease = null;
        var steps = 0;
        foreach (var row in RulePage.Table("leases", 0))
        {
            var answer = "";
            if (row[0].Contains("settled", StringComparison.Ordinal))
                (_day, lease) = (LeaseDecisions.Settle(_day, lease).Day, null);
            else if (row[0].Contains("crashes", StringComparison.Ordinal))
                lease = null;
            else
            {
                var units = Regex.Match(row[0], "for (\\d+) units") is { Success: true } match ? long.Parse(match.Groups[1].Value) : 1;
                var charge = _day.Ask(lease, Call(units, $"r-{++steps}"), limit: 100);
                (_day, lease) = (_day.After(charge), charge.Lease);
                answer = charge.Outcome.IsAllowed ? "allowed" : "denied";
            }

            Assert.Equal(row[1..4], new[] { answer, _day.Used.ToString(), (lease?.Unspent ?? 0).ToString() });
        }

        Assert.Equal(6, steps);
    }

    [Fact]
    public void MidnightAndClocks_Example_IsTrue()
    {
        var skew = TimeSpan.FromMinutes(15);
        QuotaDay? open = null;
        foreach (var row in RulePage.Table("midnight-and-clocks", 0))
        {
            var truth = DateTimeOffset.Parse(row[0].Replace(" November,", " November 2026", StringComparison.Ordinal) + " +00:00", null);
            var now = row[1] == "B" ? truth.AddMinutes(10) : truth;
            Assert.Equal(row[2], now.ToString("HH:mm", null));

            var day = QuotaCalendar.DayOf(now, QuotaCalendar.NextDayMayBeOpen(now, skew) || open <= QuotaDay.Of(now) ? open : null, skew);
            Assert.Equal(RulePage.Answer(row[3]), $"{day.Date.Day} November");
            open = day;
        }
    }

    // A conflict is explained on the page; everything else is told word for word.
    private void Play(string page, params Func<string>[] steps)
    {
        var rows = RulePage.Table(page, 0);
        Assert.Equal(steps.Length, rows.Length);
        foreach (var (row, step) in rows.Zip(steps))
        {
            var said = step();
            Assert.Equal(said == "conflict" ? RulePage.Answer(row[1]) : row[1], said);
            Assert.Equal(row[2], _day.Used.ToString());
        }
    }

    private string Charge(string id, long units, string resource = "/blog", string method = "GET", long limit = 50)
    {
        var decision = QuotaDecisions.Charge(_day, Call(units, id, resource, method), new Allowance(limit, 0));
        _day = _day.After(decision);
        return decision.Reply.Result switch
        {
            ChargeResult.Allowed => "allowed",
            ChargeResult.Replayed => "allowed, replayed",
            ChargeResult.Denied => "denied",
            _ => "conflict",
        };
    }

    private string GiveBack(string id, long? units = null)
    {
        var decision = QuotaDecisions.Refund(_day, Refund(units, id));
        _day = _day.After(decision);
        return decision.Reply.Result switch
        {
            RefundResult.Refunded => $"refunded {decision.Reply.Units}",
            RefundResult.UnknownCharge => "refused: no such charge",
            RefundResult.AlreadyRefunded => "refused: already refunded",
            RefundResult.ChargedBeforeReset => "refused: charged before a reset",
            _ => "refused: more than the charge",
        };
    }

    private string BeginAgain(string id)
    {
        var decision = QuotaDecisions.Reset(_day, Reset(id), Default);
        _day = _day.After(decision);
        return decision.Reply.Result switch
        {
            ResetResult.Reset => "reset",
            ResetResult.Replayed => "nothing: it was done already",
            _ => "conflict",
        };
    }

    private static (string Method, string Path) Called(string call) => (call.Split(' ')[0], call.Split(' ')[1]);
}
