using Microsoft.Extensions.Time.Testing;

namespace Tollgate.Local.Identity.Tests;

public sealed class RefreshTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task RefreshToken_GivesNewTokensOfTheSameSignIn()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var other = await RunningIdentity.StartAsync(clock);
        var before = await other.SignInAsync("bob");
        clock.Advance(TimeSpan.FromHours(2));

        var after = await RefreshAsync(other, before["refresh_token"]);

        Assert.Equal(200, after.Status);
        Assert.Equal(TimeSpan.FromHours(2), after.IdToken.IssuedAt - before.IdToken.IssuedAt);
        foreach (var kept in new[] { "origin_jti", "auth_time", "sub", "email" })
            Assert.Equal(before.IdToken.GetClaim(kept).Value, after.IdToken.GetClaim(kept).Value);
        Assert.Equal(before.AccessToken.GetClaim("scope").Value, after.AccessToken.GetClaim("scope").Value);
        Assert.NotEqual(before.IdToken.Id, after.IdToken.Id);
    }

    [Fact]
    public async Task Refresh_ReturnsNoNewRefreshToken_AndTheOldOneStaysGood()
    {
        var refreshToken = (await identity.SignInAsync())["refresh_token"];

        Assert.False((await RefreshAsync(identity, refreshToken)).Has("refresh_token"));
        Assert.Equal(200, (await RefreshAsync(identity, refreshToken)).Status);
    }

    [Fact]
    public async Task RefreshToken_OfTheCodeFlow_Works()
    {
        var flow = new CodeFlow(identity);
        var answer = await flow.RedeemAsync(await flow.GetCodeAsync("carol"));

        var after = await RefreshAsync(identity, answer["refresh_token"]);

        Assert.Equal("carol@example.com", after.IdToken.GetClaim("email").Value);
    }

    [Fact]
    public async Task RefreshToken_AfterThirtyDays_IsInvalidGrant()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var other = await RunningIdentity.StartAsync(clock);
        var refreshToken = (await other.SignInAsync())["refresh_token"];

        clock.Advance(TimeSpan.FromDays(30.1));

        Assert.Equal("invalid_grant", (await RefreshAsync(other, refreshToken)).Error);
    }

    [Theory]
    [InlineData("id_token")]
    [InlineData("access_token")]
    public async Task OtherToken_AsRefreshToken_IsInvalidGrant(string kind)
    {
        var answer = await identity.SignInAsync();

        Assert.Equal("invalid_grant", (await RefreshAsync(identity, answer[kind])).Error);
    }

    [Fact]
    public async Task RefreshToken_ByAnotherClient_IsInvalidGrant()
    {
        var refreshToken = (await identity.SignInAsync())["refresh_token"];

        var answer = await identity.AskAsync(("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("client_id", "another"));

        Assert.Equal("invalid_grant", answer.Error);
    }

    private static Task<Answer> RefreshAsync(RunningIdentity identity, string refreshToken) =>
        identity.AskAsync(("grant_type", "refresh_token"), ("refresh_token", refreshToken));
}
