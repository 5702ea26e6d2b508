using Microsoft.AspNetCore.Http;
using Tollgate.Silo.Authentication.Keys;

namespace Tollgate.Silo.Tests.Authentication.Keys;

public sealed class SigningKeysTests : IAsyncLifetime
{
    private RunningKeys _running = null!;

    public async ValueTask InitializeAsync() => _running = await RunningKeys.StartAsync();

    public ValueTask DisposeAsync() => _running.DisposeAsync();

    [Fact]
    public async Task KnownKey_IsFoundWithoutAFetch()
    {
        Assert.True((await _running.FindAsync(_running.Forge.Key.Kid)).Keys!.Has(_running.Forge.Key.Kid));
        Assert.Equal(1, _running.Forge.JwksFetches);
    }

    [Fact]
    public async Task FiveMinutesLater_KeysAreFetchedAgain()
    {
        var old = _running.Forge.Key.Kid;
        _running.Forge.RotateKeys(keepOld: false);

        _running.Clock.Advance(SigningKeys.Interval);

        await FakeTime.UntilAsync(() => !_running.Keys.Current.Has(old));
        Assert.True(_running.Keys.Current.Has(_running.Forge.Key.Kid));
        Assert.Equal(2, _running.Forge.JwksFetches);
    }

    [Fact]
    public async Task SameKeysFetchedAgain_KeepWhatTheyAccepted()
    {
        var before = _running.Keys.Current;

        Assert.Equal(KeyLookup.Absent, await _running.RefreshAsync());

        Assert.Same(before, _running.Keys.Current);
    }

    [Fact]
    public async Task KeyMadeJustAfterAFetch_IsFetchedForAndWaitedFor()
    {
        _running.Forge.RotateKeys();

        Assert.True((await _running.FindAsync(_running.Forge.Key.Kid)).Keys!.Has(_running.Forge.Key.Kid));
        Assert.Equal(2, _running.Forge.JwksFetches);
    }

    [Fact]
    public async Task CallsForANewKeyTogether_ShareOneFetch()
    {
        var hold = HoldKeys();
        _running.Forge.RotateKeys();
        var first = _running.FindAsync(_running.Forge.Key.Kid);
        await FakeTime.UntilAsync(() => _running.Forge.JwksFetches == 2);

        var others = Enumerable.Range(0, 100).Select(_ => _running.FindAsync(_running.Forge.Key.Kid)).ToArray();
        hold.SetResult();

        Assert.All(await Task.WhenAll([first, .. others]), answer => Assert.NotNull(answer.Keys));
        Assert.Equal(2, _running.Forge.JwksFetches);
    }

    [Fact]
    public async Task KeyMadeDuringAFetch_IsFetchedForAgain()
    {
        var hold = HoldKeys();
        _running.Clock.Advance(SigningKeys.Interval);
        await FakeTime.UntilAsync(() => _running.Forge.JwksFetches == 2);
        _running.Forge.RotateKeys();
        var find = _running.FindAsync(_running.Forge.Key.Kid);

        _running.Forge.AnswerKeys(null);
        hold.SetResult();

        Assert.NotNull((await find).Keys);
        Assert.Equal(3, _running.Forge.JwksFetches);
    }

    [Fact]
    public async Task FloodOfUnknownKeys_IsOneFetchInTenSeconds_AndABoundedNumberWaits()
    {
        var hold = HoldKeys();
        var flood = Flood();

        Assert.Equal(SigningKeys.MaxWaiting, _running.Keys.Waiting);
        Assert.All(flood.Skip(SigningKeys.MaxWaiting), task => Assert.Equal(KeyLookup.Overloaded, task.Result));
        Assert.True(_running.FindAsync(_running.Forge.Key.Kid).IsCompletedSuccessfully); // a known one waits for nobody
        hold.SetResult();
        Assert.All(await Task.WhenAll(flood), answer => Assert.Null(answer.Keys));

        for (var fetches = 2; fetches < 6; fetches++)
        {
            Assert.All(await Task.WhenAll(Flood()), answer => Assert.Equal(10, answer.Problem?.RetryAfter));
            _running.Clock.Advance(SigningKeys.MinPause - TimeSpan.FromTicks(1));
            Assert.All(await Task.WhenAll(Flood()), answer => Assert.Equal(1, answer.Problem?.RetryAfter));
            Assert.Equal(fetches, _running.Forge.JwksFetches);

            _running.Clock.Advance(TimeSpan.FromTicks(1));
            await FakeTime.UntilAsync(() => _running.Forge.JwksFetches == fetches + 1);
            await _running.RefreshAsync();
        }
    }

    [Fact]
    public async Task KeyMadeWhileTheFetchIsUsedUp_IsNotRefused_AndFetchedForAsSoonAsMayBe()
    {
        Assert.Equal(KeyLookup.Absent, await _running.RefreshAsync());
        _running.Forge.RotateKeys();
        _running.Clock.Advance(TimeSpan.FromSeconds(3.5));
        Assert.Equal(KeyLookup.NotYet(TimeSpan.FromSeconds(6.5)), await _running.FindAsync(_running.Forge.Key.Kid));

        _running.Clock.Advance(TimeSpan.FromSeconds(7)); // and nobody asks again

        await FakeTime.UntilAsync(() => _running.Keys.Current.Has(_running.Forge.Key.Kid));
        Assert.Equal(3, _running.Forge.JwksFetches);
    }

    [Fact]
    public async Task NameThatAFetchHasLookedForInVain_IsRefusedAtOnceFromThenOn()
    {
        Assert.Equal(KeyLookup.Absent, await _running.FindAsync("withdrawn"));

        for (var n = 0; n < 3; n++)
        {
            Assert.Equal(KeyLookup.Absent, await _running.FindAsync("withdrawn"));
            Assert.Equal(2, _running.Forge.JwksFetches);
        }

        _running.Clock.Advance(SigningKeys.MinPause);
        await FakeTime.UntilAsync(() => _running.Forge.JwksFetches == 3);
        Assert.Equal(KeyLookup.Absent, await _running.FindAsync("withdrawn"));
    }

    [Fact]
    public async Task NameThatWasLookedForInVain_IsFoundOnceItIsPublished()
    {
        Assert.Equal(KeyLookup.Absent, await _running.FindAsync(HostileKeys.Kid));
        _running.Forge.Publish(HostileKeys.Good());
        Assert.Equal(KeyLookup.Absent, await _running.FindAsync(HostileKeys.Kid)); // and is fetched for once more

        _running.Clock.Advance(SigningKeys.MinPause);

        await FakeTime.UntilAsync(() => _running.Keys.Current.Has(HostileKeys.Kid));
    }

    [Fact]
    public async Task CallerThatHangsUp_WaitsNoLonger()
    {
        HoldKeys();
        using var aborted = new CancellationTokenSource();
        var find = _running.Keys.FindAsync("unknown", aborted.Token).AsTask();

        await aborted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find);
        Assert.Equal(0, _running.Keys.Waiting);
    }

    [Fact]
    public async Task IssuerDown_LastGoodKeysStay_AndAnUnknownKeyIsNotRefused()
    {
        var known = _running.Forge.Key.Kid;
        var before = _running.Keys.Current;
        await _running.Forge.StopAsync();

        Assert.Equal(KeyLookup.Unavailable, await _running.RefreshAsync());

        Assert.Equal(KeyLookup.Unavailable, await _running.FindAsync("unknown"));
        Assert.Same(before, (await _running.FindAsync(known)).Keys);
    }

    [Fact]
    public async Task IssuerBackAfterAFailure_IsNoticedInTenSeconds()
    {
        _running.Forge.AnswerKeys(HostileKeys.Status(500));
        Assert.Equal(KeyLookup.Unavailable, await _running.RefreshAsync());
        _running.Forge.AnswerKeys(null);
        _running.Forge.RotateKeys();

        _running.Clock.Advance(SigningKeys.MinPause);

        await FakeTime.UntilAsync(() => _running.Keys.Current.Has(_running.Forge.Key.Kid));
    }

    [Fact]
    public async Task NoKeysYet_AreAskedForEverySecond()
    {
        await using var cold = await RunningKeys.StartColdAsync(forge => forge.AnswerKeys(HostileKeys.Status(500)));
        Assert.Equal(KeyLookup.Unavailable, await cold.FindAsync(cold.Forge.Key.Kid));
        cold.Forge.AnswerKeys(null);

        cold.Clock.Advance(SigningKeys.FirstKeysPause);

        await FakeTime.UntilAsync(() => cold.Keys.Current.Has(cold.Forge.Key.Kid));
    }

    private Task<KeyLookup>[] Flood() => [.. Enumerable.Range(0, 2000).Select(_ => _running.FindAsync($"{Guid.NewGuid()}"))];

    // The issuer answers with the keys of now, but only when it is told to.
    private TaskCompletionSource HoldKeys()
    {
        var hold = new TaskCompletionSource();
        _running.Forge.AnswerKeys(async context =>
        {
            var published = new { keys = new[] { _running.Forge.Key.Jwk() } };
            await hold.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsJsonAsync(published);
        });
        return hold;
    }
}
