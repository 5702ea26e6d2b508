using System.Text.Json;

namespace Tollgate.Local.Identity.Tests;

public sealed class DiscoveryTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task Issuer_IsTheListenUrl_LetterForLetter()
    {
        var configuration = await new Consumer(identity.Url, RunningIdentity.ClientId).DiscoverAsync();

        Assert.Equal(identity.Url, configuration.Issuer);
        Assert.Equal(identity.Url, (await identity.SignInAsync()).IdToken.Issuer);
        Assert.Equal(identity.Domain + "/oauth2/authorize", configuration.AuthorizationEndpoint);
        Assert.Equal(identity.Domain + "/oauth2/token", configuration.TokenEndpoint);
        Assert.Equal(identity.Domain + "/oauth2/userInfo", configuration.UserInfoEndpoint);
        Assert.Equal(identity.Domain + "/logout", configuration.EndSessionEndpoint);
        Assert.Equal(identity.Url + "/.well-known/jwks.json", configuration.JwksUri);
    }

    [Fact]
    public async Task ConfiguredIssuer_StandsInDiscoveryAndTokens()
    {
        await using var other = await RunningIdentity.StartAsync(TimeProvider.System, "--Identity:Issuer=http://identity.test:8081");

        Assert.Equal("http://identity.test:8081", (await new Consumer(other.Url, RunningIdentity.ClientId).DiscoverAsync()).Issuer);
        var answer = await other.SignInAsync();
        Assert.Equal("http://identity.test:8081", answer.IdToken.Issuer);
        Assert.Equal("http://identity.test:8081", answer.AccessToken.Issuer);
    }

    [Fact]
    public async Task Tokens_ValidateAgainstTheServedKeys()
    {
        var answer = await identity.SignInAsync();
        var consumer = new Consumer(identity.Url, RunningIdentity.ClientId);

        var id = await consumer.ValidateAsync(answer["id_token"]);
        var access = await consumer.ValidateAccessAsync(answer["access_token"]);

        Assert.True(id.IsValid, id.Exception?.Message);
        Assert.True(access.IsValid, access.Exception?.Message);
    }

    [Fact]
    public async Task TokenOfAnotherIssuer_DoesNotValidate()
    {
        await using var other = await RunningIdentity.StartAsync(TimeProvider.System, $"--Identity:Issuer={identity.Url}", RunningIdentity.NewKey);
        var answer = await other.SignInAsync();

        Assert.Equal(identity.Url, answer.IdToken.Issuer);
        Assert.False((await new Consumer(identity.Url, RunningIdentity.ClientId).ValidateAsync(answer["id_token"])).IsValid);
    }

    [Fact]
    public async Task Keys_ArePublicOnly()
    {
        var json = await identity.Http.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken);
        var key = Assert.Single(JsonDocument.Parse(json).RootElement.GetProperty("keys").EnumerateArray());

        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("RS256", key.GetProperty("alg").GetString());
    }
}
