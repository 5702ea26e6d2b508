using System.Net;
using Tollgate.Silo.Authentication.Keys;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Authentication;

/// <summary>The issuer changes its keys, in peace and under a flood of tokens that name keys of nobody.</summary>
public sealed class RotationTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _silo = await RunningSilo.StartAsync(limit: 1000);
        await FakeTime.UntilAsync(() => !_silo.Keys.Current.IsEmpty);
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task NewKey_BesideTheOld_LosesNoToken()
    {
        var old = _silo.Forge.Issue();
        _silo.Forge.RotateKeys();

        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(old)).StatusCode);
    }

    [Fact]
    public async Task TokenOfAWithdrawnKey_Is401_AlsoWithinTheTenSeconds()
    {
        var withdrawn = _silo.Forge.Issue();
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(withdrawn)).StatusCode);
        _silo.Forge.RotateKeys(keepOld: false);
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode); // fetches the new set
        _silo.Clock.Advance(SigningKeys.MinPause);

        for (var n = 0; n < 3; n++)
            await (await _silo.AuthorizeAsync(withdrawn)).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Flood_FetchesOnceInTenSeconds_SlowsNoKnownToken_AndLosesNoneOfANewKey()
    {
        var known = _silo.Forge.Issue();
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(known)).StatusCode);
        var fetches = _silo.Forge.JwksFetches;

        for (var window = 1; window <= 3; window++)
        {
            await FloodAsync();
            await FakeTime.UntilAsync(() => _silo.Forge.JwksFetches == fetches + window);
            var another = _silo.Forge.Issue(new TokenSpec { Email = $"{window}@example.com" }); // of a known key, itself never seen
            _silo.Forge.RotateKeys(); // just after the window's one fetch: the worst moment
            var fresh = _silo.Forge.Issue();

            var answer = await _silo.AuthorizeAsync(fresh);

            await answer.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "keys-unavailable");
            Assert.Equal("10", answer.Header("Retry-After"));
            await FloodAsync();
            Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(known)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(another)).StatusCode);
            Assert.Equal(fetches + window, _silo.Forge.JwksFetches);

            await _silo.AdvanceAsync(TimeSpan.FromSeconds(10));
            Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(fresh)).StatusCode);
        }
    }

    private async Task FloodAsync()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(n =>
            _silo.AuthorizeAsync(_silo.Forge.Draft().WithHeader("kid", $"{Guid.NewGuid()}").Write())));

        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.ServiceUnavailable));
    }
}
