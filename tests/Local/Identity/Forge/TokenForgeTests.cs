using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Tollgate.Tests.Tokens;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.Local.Identity.Tests.Forge;

public sealed class TokenForgeTests(RunningForge running) : IClassFixture<RunningForge>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Controls.ValidNames), MemberType = typeof(Controls))]
    public async Task ValidToken_ByTheUsualLibrary_IsAccepted(string name)
    {
        var consumer = new Consumer(running.Forge.Issuer, running.Forge.ClientId);

        var result = await consumer.ValidateAsync(Controls.Make(name, running.Forge));

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal("alice@example.com", result.Claims["email"]);
    }

    [Fact]
    public async Task Fetches_AreCounted()
    {
        await using var forge = await TokenForge.StartAsync();

        await new Consumer(forge.Issuer, forge.ClientId).DiscoverAsync();

        Assert.Equal((1, 1, 0), (forge.DiscoveryFetches, forge.JwksFetches, forge.BaitFetches));
    }

    [Fact]
    public async Task RotatedKey_OldOneKept_BothSign()
    {
        await using var forge = await TokenForge.StartAsync();
        var before = forge.Issue();
        forge.RotateKeys();
        var consumer = new Consumer(forge.Issuer, forge.ClientId);

        Assert.True((await consumer.ValidateAsync(before)).IsValid);
        Assert.True((await consumer.ValidateAsync(forge.Issue())).IsValid);
    }

    [Fact]
    public async Task RotatedKey_OldOneDropped_OnlyTheNewOneSigns()
    {
        await using var forge = await TokenForge.StartAsync();
        var before = forge.Issue();
        forge.RotateKeys(keepOld: false);
        var consumer = new Consumer(forge.Issuer, forge.ClientId);

        Assert.False((await consumer.ValidateAsync(before)).IsValid);
        Assert.True((await consumer.ValidateAsync(forge.Issue())).IsValid);
    }

    [Fact]
    public async Task StoppedForge_IsOutOfReach_AndStillSigns()
    {
        await using var forge = await TokenForge.StartAsync();
        await forge.StopAsync();
        using var http = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(forge.Issuer + "/.well-known/jwks.json", Cancelled));
        Assert.Equal(Fault.None, TokenInspector.Inspect(forge.Issue(), forge));
    }

    [Fact]
    public async Task Times_ComeFromTheClock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 5, 1, 23, 59, 59, TimeSpan.Zero));
        await using var forge = await TokenForge.StartAsync(clock);

        var token = new JsonWebToken(forge.Issue());

        Assert.Equal(clock.GetUtcNow().UtcDateTime, token.IssuedAt);
        Assert.Equal(clock.GetUtcNow().UtcDateTime.AddHours(1), token.ValidTo);
    }

    [Fact]
    public async Task BaitFetched_IsCounted()
    {
        await using var forge = await TokenForge.StartAsync();
        using var http = new HttpClient();

        var bait = await http.GetStringAsync(forge.BaitUrl, Cancelled);

        Assert.Contains(TokenForge.StrangerKey.Modulus, bait, StringComparison.Ordinal);
        Assert.Equal(1, forge.BaitFetches);
    }
}
