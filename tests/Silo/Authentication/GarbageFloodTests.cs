using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tollgate.Silo.Authentication;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Authentication;

/// <summary>A flood of tokens that look good and are not. Signatures take for ever here, so nothing depends on how fast the machine is.</summary>
public sealed class GarbageFloodTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _silo = await RunningSilo.StartAsync(limit: 1000);
        await FakeTime.UntilAsync(() => !_silo.Keys.Current.IsEmpty);
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task AllChecksAndTheQueueTaken_AcceptedTokensGoOn_OthersAre503()
    {
        var known = _silo.Forge.Issue();
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(known)).StatusCode);
        var signatures = await BlockedSignatures.OfAsync(_silo);

        var flood = Enumerable.Range(0, SignatureSlots.MaxWaiting).Select(_ => _silo.AuthorizeAsync(Garbage())).ToArray();
        await FakeTime.UntilAsync(() => signatures.Waiting == SignatureSlots.MaxWaiting);

        for (var n = 0; n < 20; n++)
        {
            var refused = await _silo.AuthorizeAsync(n % 2 == 0 ? Garbage() : _silo.Forge.Issue());
            await refused.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
            Assert.Equal("1", refused.Header("Retry-After"));
            Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(known)).StatusCode);
        }

        Assert.All(flood, call => Assert.False(call.IsCompleted));
        Assert.Equal(SignatureSlots.MaxWaiting, signatures.Waiting);

        signatures.Dispose();
        Assert.All(await Task.WhenAll(flood), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);
        Assert.Equal(22, await _silo.UsedAsync(known));
    }

    [Fact]
    public async Task HealthProbeWithAToken_WaitsForNoSignature()
    {
        using var signatures = await BlockedSignatures.OfAsync(_silo);

        Assert.Equal(HttpStatusCode.OK, (await _silo.GetAsync("/health/live", _silo.Forge.Issue())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _silo.GetAsync("/nowhere", _silo.Forge.Issue())).StatusCode);
    }

    [Fact]
    public async Task CallerThatHangsUp_LeavesTheQueue()
    {
        using var signatures = await BlockedSignatures.OfAsync(_silo);
        using var hangUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/quota");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Garbage()}");
        var call = _silo.Http.SendAsync(request, hangUp.Token);
        await FakeTime.UntilAsync(() => signatures.Waiting == 1);

        await hangUp.CancelAsync();

        await FakeTime.UntilAsync(() => signatures.Waiting == 0);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    // Few a second here, so that a few are a flood.
    [Fact]
    public async Task FloodOfBadTokens_IsToldSoOneAfterTheOther_AndOthersDoNotWait()
    {
        using var pace = new RefusalPace(perSecond: 20);
        await using var silo = await RunningSilo.StartAsync(services => services.AddSingleton(pace), limit: 1000);
        var known = silo.Forge.Issue();
        Assert.Equal(HttpStatusCode.OK, (await silo.AuthorizeAsync(known)).StatusCode);

        var flood = Enumerable.Range(0, 40).Select(number => silo.AuthorizeAsync($"no.token.{number}")).ToArray();
        await FakeTime.UntilAsync(() => pace.Waiting > 0);
        Assert.Equal(HttpStatusCode.OK, (await silo.AuthorizeAsync(known)).StatusCode);
        Assert.All(await Task.WhenAll(flood), answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode));
        Assert.Equal(2, await silo.UsedAsync(known));
    }

    private string Garbage() => _silo.Forge.Draft().SignedWith(Signatures.Zeros(256)).Write();
}
