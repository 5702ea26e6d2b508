using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

public sealed class StoreFaultTests
{
    private const string Alice = "alice@example.com";
    private const string Today = "2026-11-22";

    private readonly FaultInjectingEventStore _store = new(new InMemoryEventStore());

    [Fact]
    public async Task LostAnswer_ChargeIsAllowedAndInTheLogOnce()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        _store.Next(AppendFault.LostAnswer);

        var charge = cluster.Quota(Alice).Charge(Calls.New());
        await cluster.AdvanceUntilDoneAsync(charge);

        Assert.Equal(QuotaStatus.Done, (await charge).Status);
        Assert.Equal(1, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }

    [Fact]
    public async Task LostRequests_AreSentAgainUntilOneIsWritten()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        _store.Next(AppendFault.LostRequest, AppendFault.LostRequest, AppendFault.LostAnswer);

        var charge = cluster.Quota(Alice).Charge(Calls.New());
        await cluster.AdvanceUntilDoneAsync(charge);

        Assert.Equal(QuotaStatus.Done, (await charge).Status);
        Assert.Equal(1, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }

    [Fact]
    public async Task RefusedAppend_EverybodyWhoWaitsHearsIt_AndTheNextCallStartsFromTheLog()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        var grain = cluster.Quota(Alice);
        await grain.Charge(Calls.New());
        _store.Next(AppendFault.Refused);
        _store.Hold();

        var first = grain.Charge(Calls.New());
        await _store.Arrived;
        var others = grain.ChargeInParallel(20);
        await cluster.UntilWaitingAsync(Alice, 21);
        _store.Release();

        Assert.Equal(QuotaStatus.Unavailable, (await first).Status);
        Assert.All(await others, reply => Assert.Equal(QuotaStatus.Unavailable, reply.Status));
        var next = await grain.Charge(Calls.New());
        Assert.Equal((QuotaStatus.Done, 2L), (next.Status, next.Quota!.Used));
        Assert.Equal(2, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }

    [Fact]
    public async Task UnreadableStore_AnswersUnavailableAtOnce_AndRecovers()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        var grain = cluster.Quota(Alice);
        _store.FailReads = true;
        Assert.Equal(QuotaStatus.Unavailable, (await grain.Charge(Calls.New())).Status);
        Assert.Equal(QuotaStatus.Unavailable, (await grain.Read(null)).Status);

        var reads = _store.Reads;
        await grain.ChargeInParallel(10);
        Assert.Equal(reads, _store.Reads); // the pause spares a store that just failed

        _store.FailReads = false;
        cluster.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(QuotaStatus.Done, (await grain.Charge(Calls.New())).Status);
    }

    // Callers who do not give up must not keep the grain from reading again.
    [Fact]
    public async Task UnreadableStore_CalledAllTheTime_RecoversWithinASecond()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        var grain = cluster.Quota(Alice);
        _store.FailReads = true;
        for (var n = 0; n < 20; n++)
            await CallAndWaitAsync();
        Assert.InRange(_store.Reads, 2, 12); // some are the role map's

        _store.FailReads = false;
        for (var n = 0; n < 9; n++)
            await CallAndWaitAsync();

        Assert.Equal(QuotaStatus.Done, await CallAndWaitAsync());

        async Task<QuotaStatus> CallAndWaitAsync()
        {
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(101));
            return (await grain.Charge(Calls.New())).Status;
        }
    }

    [Fact]
    public async Task TooManyWaiting_AreOverloadedAndNotCharged()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store, quota: options => options.MaxPendingPerPrincipal = 10);
        var grain = cluster.Quota(Alice);
        _store.Hold();
        var first = grain.Charge(Calls.New());
        await _store.Arrived;

        var others = Enumerable.Range(0, 30).Select(_ => grain.Charge(Calls.New())).ToArray();
        await cluster.AdvanceUntilAsync(() => others.Count(charge => charge.IsCompleted) == 21);
        _store.Release();

        var replies = await Task.WhenAll(others.Append(first));
        Assert.Equal(10, replies.CountAllowed());
        Assert.Equal(21, replies.Count(reply => reply.Status == QuotaStatus.Overloaded));
        Assert.Equal(10, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }

    [Fact]
    public async Task Denial_WaitsForThePendingChargesItRestsOn()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store, quota: options => options.DefaultDailyLimit = 1);
        var grain = cluster.Quota(Alice);
        _store.Hold();
        var allowed = grain.Charge(Calls.New());
        await _store.Arrived;
        var denied = grain.Charge(Calls.New());
        var deniedAgain = grain.Charge(Calls.New());
        await cluster.UntilWaitingAsync(Alice, 3);
        Assert.False(denied.IsCompleted || deniedAgain.IsCompleted);

        _store.Release();

        Assert.Equal(QuotaStatus.Done, (await allowed).Status);
        Assert.Equal(QuotaStatus.Denied, (await denied).Status);
        Assert.Equal(QuotaStatus.Denied, (await deniedAgain).Status);
        Assert.Single((await _store.ReadDayAsync(Alice, Today)).OfType<QuotaExhausted>());
    }
}
