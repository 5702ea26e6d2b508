using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Authentication.Keys;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Authentication;

/// <summary>A token accepted once is not checked again, and not believed for longer either.</summary>
public sealed class AcceptedTokenTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _silo = await RunningSilo.StartAsync();
        await FakeTime.UntilAsync(() => !_silo.Keys.Current.IsEmpty);
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task SecondCall_NeedsNoSignatureCheck()
    {
        var token = _silo.Forge.Issue();
        await IsAcceptedAsync(token);
        using var signatures = await BlockedSignatures.OfAsync(_silo);

        await IsAcceptedAsync(token);

        Assert.Equal(0, signatures.Waiting);
    }

    [Fact]
    public async Task TokenWithAnotherSignature_IsAnotherToken()
    {
        var parts = _silo.Forge.Issue().Split('.');
        await IsAcceptedAsync(string.Join('.', parts));
        var other = _silo.Forge.Issue().Split('.');

        await IsRefusedAsync($"{parts[0]}.{parts[1]}.{other[2]}");
    }

    [Fact]
    public async Task TokenRefused_IsNotRemembered()
    {
        await IsRefusedAsync(_silo.Forge.Issue(new TokenSpec { Issuer = "https://evil.example.com" }));

        Assert.Equal(0, _silo.Keys.Current.Accepted.Count);
    }

    [Fact]
    public async Task ClockSetBack_TokenIsNotValidYetAgain()
    {
        var token = _silo.Forge.Issue(new TokenSpec { NotBefore = RunningSilo.Noon.AddSeconds(40) });
        await IsRefusedAsync(token);
        _silo.Clock.Advance(TimeSpan.FromSeconds(10));
        await IsAcceptedAsync(token);

        _silo.Clock.AdjustTime(RunningSilo.Noon);

        await IsRefusedAsync(token);
    }

    [Fact]
    public async Task KeyWithdrawn_ItsTokensDieWithTheNextFetch()
    {
        var old = _silo.Forge.Issue();
        await IsAcceptedAsync(old);
        var key = _silo.Forge.Key.Kid;
        _silo.Forge.RotateKeys(keepOld: false);
        await IsAcceptedAsync(old);

        _silo.Clock.Advance(SigningKeys.Interval);
        await FakeTime.UntilAsync(() => !_silo.Keys.Current.Has(key));

        await IsRefusedAsync(old);
        await IsAcceptedAsync(_silo.Forge.Issue());
    }

    [Fact]
    public async Task KeyWithdrawnWhileATokenIsChecked_TokenIsNotRememberedByTheNewKeys()
    {
        var old = _silo.Forge.Issue();
        var before = _silo.Keys.Current;
        var signatures = await BlockedSignatures.OfAsync(_silo);
        var call = _silo.GetAsync("/v1/quota", old);
        await FakeTime.UntilAsync(() => signatures.Waiting == 1);

        _silo.Forge.RotateKeys(keepOld: false);
        _silo.Clock.Advance(SigningKeys.Interval);
        await FakeTime.UntilAsync(() => _silo.Keys.Current != before);
        signatures.Dispose();

        Assert.Equal(HttpStatusCode.OK, (await call).StatusCode); // good when it came
        Assert.Equal(1, before.Accepted.Count);
        Assert.Equal(0, _silo.Keys.Current.Accepted.Count);
    }

    [Fact]
    public async Task KeysRotated_NoTokenIsLost()
    {
        var old = _silo.Forge.Issue(new TokenSpec { Email = "old@example.com" });
        var unseen = _silo.Forge.Issue(new TokenSpec { Email = "unseen@example.com" });
        await IsAcceptedAsync(old);
        _silo.Forge.RotateKeys();

        await IsAcceptedAsync(_silo.Forge.Issue());
        await IsAcceptedAsync(old);
        await IsAcceptedAsync(unseen);
    }

    [Fact]
    public async Task CacheOff_EveryCallIsChecked()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 50, ("Auth:TokenCacheEntries", "0"));
        var token = silo.Forge.Issue();
        Assert.Equal(HttpStatusCode.OK, (await silo.GetAsync("/v1/quota", token)).StatusCode);
        var signatures = await BlockedSignatures.OfAsync(silo);

        var call = silo.GetAsync("/v1/quota", token);
        await FakeTime.UntilAsync(() => signatures.Waiting == 1);
        signatures.Dispose();

        Assert.Equal(HttpStatusCode.OK, (await call).StatusCode);
    }

    [Fact]
    public async Task AdminGroup_MakesAnAdministrator()
    {
        Assert.True(await IsAdminAsync("tollgate-admins"));
        Assert.True(await IsAdminAsync("others", "tollgate-admins"));
        Assert.False(await IsAdminAsync("Tollgate-Admins"));
        Assert.False(await IsAdminAsync("tollgate-admins2"));
        Assert.False(await IsAdminAsync("[\"tollgate-admins\"]"));
        Assert.False(await IsAdminAsync());
    }

    private async Task<bool> IsAdminAsync(params string[] groups)
    {
        var token = _silo.Forge.Issue(new TokenSpec { Groups = groups }).AsMemory();
        var verdict = await _silo.Services.GetRequiredService<TokenVerifier>().VerifyAsync(token, TestContext.Current.CancellationToken);
        return verdict.Caller!.IsAdmin;
    }

    private async Task IsAcceptedAsync(string token) =>
        Assert.Equal(HttpStatusCode.OK, (await _silo.GetAsync("/v1/quota", token)).StatusCode);

    private async Task IsRefusedAsync(string token) =>
        await (await _silo.GetAsync("/v1/quota", token)).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
}
