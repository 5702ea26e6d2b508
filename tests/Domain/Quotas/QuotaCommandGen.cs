using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>One random step of a day: what is asked, and which of two activations of the grain it reaches.</summary>
internal sealed record QuotaStep(string Kind, string Id, long Units, bool AllUnits, string Resource, string Method, long Limit, long AccountVersion, int Activation)
{
    public Allowance Allowance => new(Limit, AccountVersion, "admin", "why");

    public Answer Ask(NaiveDay day) => Kind switch
    {
        "charge" => day.Take(Id, Units, Resource, Method, Limit, AccountVersion),
        "refund" => day.GiveBack(Id, AllUnits ? null : Units),
        "reset" => day.BeginAgain(Id, Limit, AccountVersion),
        "follow" => day.Follow(Limit, AccountVersion),
        _ => day.TakeOver(Units, Limit, AccountVersion),
    };

    public (Answer Answer, IReadOnlyList<QuotaEvent> Events) Ask(QuotaState day)
    {
        switch (Kind)
        {
            case "charge":
                var charge = QuotaDecisions.Charge(day, GivenDay.Call(Units, Id, Resource, Method), Allowance);
                return (AnswerOf(charge.Reply.Result, charge.Reply.Reading), charge.Events);
            case "refund":
                var refund = QuotaDecisions.Refund(day, GivenDay.Refund(AllUnits ? null : Units, Id));
                return (AnswerOf(refund.Reply.Result, refund.Reply.Reading), refund.Events);
            case "reset":
                var reset = QuotaDecisions.Reset(day, GivenDay.Reset(Id), Allowance);
                return (AnswerOf(reset.Reply.Result, reset.Reply.Reading), reset.Events);
            case "follow":
                var follow = QuotaDecisions.FollowAccount(day, Allowance);
                return (AnswerOf("Followed", follow.Reply), follow.Events);
            default:
                var import = QuotaDecisions.Import(day, Units, "elsewhere", Allowance);
                return (AnswerOf("Imported", import.Reply), import.Events);
        }
    }

    private static Answer AnswerOf(object result, QuotaReading reading) => new(result.ToString()!, reading.Limit, reading.Used, reading.Version);
}

/// <summary>Random days. Ids are few, so that charges, refunds and resets meet under one id often.</summary>
internal static class QuotaCommandGen
{
    private static readonly Gen<long> Units =
        Gen.Frequency((8, Gen.Long[1, 4]), (2, Gen.Long[1, 60]), (1, Gen.Long[Domain.Quotas.Units.Max - 1, Domain.Quotas.Units.Max]));

    private static readonly Gen<long> Limit = Gen.Frequency(
        (1, Gen.Const(0L)), (8, Gen.Long[1, 60]), (1, Gen.Long[1, 5_000_000]), (1, Gen.Long[QuotaLimit.Max - 5, QuotaLimit.Max]));

    private static readonly Gen<string> Kind = Gen.Frequency(
        (12, Gen.Const("charge")), (5, Gen.Const("refund")), (1, Gen.Const("reset")), (2, Gen.Const("follow")), (1, Gen.Const("import")));

    public static Gen<QuotaStep[]> Steps(params string[] ids) => Gen.Select(
            Gen.Select(Kind, Gen.OneOf(ids), Units, Gen.Bool),
            Gen.Select(Gen.OneOf("/blog", "/blog", "/blog", "/Blog"), Gen.OneOf("GET", "GET", "GET", "HEAD")),
            Gen.Select(Limit, Gen.Long[0, 6], Gen.Int[0, 1]),
            (what, where, who) => new QuotaStep(what.Item1, what.Item2, what.Item3, what.Item4, where.Item1, where.Item2, who.Item1, who.Item2, who.Item3))
        .Array[1, 60];
}
