using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Tollgate.Tests.Tokens;

namespace Tollgate.Local.Identity.Tests;

public sealed class TokenShapeTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    private static readonly string[] IdClaims =
    [
        "at_hash", "aud", "auth_time", "cognito:groups", "cognito:username", "custom:department", "email", "email_verified",
        "event_id", "exp", "family_name", "given_name", "iat", "identities", "iss", "jti", "origin_jti", "sub", "token_use",
    ];

    private static readonly string[] AccessClaims =
    [
        "auth_time", "client_id", "cognito:groups", "event_id", "exp", "iat", "iss", "jti", "origin_jti", "scope", "sub", "token_use",
        "username", "version",
    ];

    [Fact]
    public async Task IdToken_HasCognitosClaims_AndNoOthers()
    {
        var claims = Payload((await identity.SignInAsync()).IdToken);

        Assert.Equal(IdClaims, Names(claims));
        Assert.Equal("id", claims.GetProperty("token_use").GetString());
        Assert.Equal(RunningIdentity.ClientId, claims.GetProperty("aud").GetString());
        Assert.Equal(identity.Url, claims.GetProperty("iss").GetString());
        Assert.True(Guid.TryParse(claims.GetProperty("sub").GetString(), out _));
        Assert.Equal("Okta_00u1alice", claims.GetProperty("cognito:username").GetString());
        Assert.Equal("""[{"userId":"00u1alice","providerName":"Okta","providerType":"OIDC","issuer":null,"primary":"true"}]""", claims.GetProperty("identities").GetRawText());
        Assert.Equal("IT", claims.GetProperty("custom:department").GetString());
        Assert.Equal("alice@example.com", claims.GetProperty("email").GetString());
        Assert.True(claims.GetProperty("email_verified").GetBoolean());
    }

    [Fact]
    public async Task AccessToken_HasCognitosClaims_AndNoOthers()
    {
        var claims = Payload((await identity.SignInAsync()).AccessToken);

        Assert.Equal(AccessClaims, Names(claims));
        Assert.Equal("access", claims.GetProperty("token_use").GetString());
        Assert.Equal(RunningIdentity.ClientId, claims.GetProperty("client_id").GetString());
        Assert.Equal(identity.Url, claims.GetProperty("iss").GetString());
        Assert.Equal("Okta_00u1alice", claims.GetProperty("username").GetString());
    }

    [Theory]
    [InlineData("alice", """["local_Okta"]""")]
    [InlineData("admin", """["local_Okta","tollgate-admins"]""")]
    public async Task Groups_AreAnArray_EvenOfOne(string user, string groups)
    {
        var answer = await identity.SignInAsync(user);

        Assert.Equal(groups, Payload(answer.IdToken).GetProperty("cognito:groups").GetRawText());
        Assert.Equal(groups, Payload(answer.AccessToken).GetProperty("cognito:groups").GetRawText());
    }

    [Fact]
    public async Task BothTokens_ShareTheSignIn_ButNotTheirOwnId()
    {
        var answer = await identity.SignInAsync();
        var (id, access) = (Payload(answer.IdToken), Payload(answer.AccessToken));

        foreach (var shared in new[] { "origin_jti", "event_id", "auth_time", "iat", "exp", "sub" })
            Assert.Equal(id.GetProperty(shared).ToString(), access.GetProperty(shared).ToString());
        Assert.NotEqual(id.GetProperty("jti").GetString(), access.GetProperty("jti").GetString());
    }

    [Fact]
    public async Task Header_IsRs256_WithThePublishedKid()
    {
        var answer = await identity.SignInAsync();
        var published = Assert.Single((await new Consumer(identity.Url, RunningIdentity.ClientId).DiscoverAsync()).JsonWebKeySet.Keys);

        Assert.Equal(("RS256", published.Kid), (answer.IdToken.Alg, answer.IdToken.Kid));
        Assert.Equal(("RS256", published.Kid), (answer.AccessToken.Alg, answer.AccessToken.Kid));
    }

    [Fact]
    public async Task Lifetime_IsTheConfiguredOne()
    {
        await using var other = await RunningIdentity.StartAsync(TimeProvider.System, "--Identity:TokenLifetimeMinutes=7");
        var answer = await other.SignInAsync();

        Assert.Equal(TimeSpan.FromMinutes(7), answer.IdToken.ValidTo - answer.IdToken.IssuedAt);
        Assert.Equal(TimeSpan.FromMinutes(7), answer.AccessToken.ValidTo - answer.AccessToken.IssuedAt);
    }

    [Fact]
    public async Task ForgedTokens_HaveTheSameClaims()
    {
        await using var forge = await TokenForge.StartAsync();
        var id = new JsonWebToken(forge.Issue());
        var access = new JsonWebToken(forge.Issue(new TokenSpec { Use = TokenUse.Access, Email = null, Departments = [] }));

        Assert.Equal(IdClaims, Names(Payload(id)));
        Assert.Equal(AccessClaims, Names(Payload(access)));
    }

    private static JsonElement Payload(JsonWebToken token) =>
        JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.EncodedPayload)).RootElement;

    private static string[] Names(JsonElement claims) => [.. claims.EnumerateObject().Select(claim => claim.Name).Order(StringComparer.Ordinal)];
}
