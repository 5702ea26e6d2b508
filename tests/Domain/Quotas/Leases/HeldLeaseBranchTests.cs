using CsCheck;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;

namespace Tollgate.Domain.Tests.Quotas.Leases;

/// <summary>A lease never changes, whatever is spent from it or beside it: against lists that are copied each time.</summary>
public sealed class HeldLeaseBranchTests
{
    private static readonly DateTimeOffset Noon = GivenLease.Noon;

    [Fact]
    public void Spend_FromAnyEarlierLease_LeavesAllOthersAsTheyWere() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 3], Gen.Int[1, 128], Gen.Int[0, 9_999]).Array[1, 60].Sample(
            steps =>
            {
                var (day, taken) = GivenLease.Taken(limit: 100_000);
                var leases = new List<(HeldLease Lease, Spent[] Model)> { (taken, [new("first", 0, 0)]) };
                foreach (var (from, kind, length, afterMs) in steps)
                {
                    // Mostly the latest, as an owner does; sometimes an older one.
                    var (lease, model) = leases[from < 700 ? ^1 : from % leases.Count];
                    var spent = new Spent($"{leases.Count}-{new string('i', length)}"[..Math.Min(length + 2, RequestId.MaxLength)], kind, afterMs);
                    leases.Add((day.Ask(lease, spent.Call, now: Noon.AddMilliseconds(afterMs)).Lease!, [.. model, spent]));
                }

                foreach (var (lease, model) in leases)
                    AssertIs(model, lease);
            },
            iter: Tries.Of(300));

    private static void AssertIs(Spent[] model, HeldLease lease)
    {
        var settled = lease.ToSettled();
        var expected = model.GroupBy(static spent => spent.Kind).Select(static kind => (
            kind.First().Call.Resource, kind.First().Call.Method, kind.First().Call.Units.Value,
            string.Join(' ', kind.Select(static spent => spent.Id)), string.Join(' ', kind.Select(static spent => spent.AfterMs))));
        Assert.Equal(expected, settled.Charges.Select(static charges => (
            charges.Resource, charges.Method, charges.Units, string.Join(' ', charges.RequestIds), string.Join(' ', charges.AfterMs))));
        Assert.Equal(lease.Units, settled.Returned + lease.Spent);
        Assert.All(model, spent => Assert.NotNull(lease.Requests.Find(spent.Id)));
    }

    private sealed record Spent(string Id, int Kind, int AfterMs)
    {
        public ChargeCalls Call => GivenDay.Call(1 + (Kind / 2), Id, resource: Kind % 2 == 0 ? "/blog" : "/reports");
    }
}
