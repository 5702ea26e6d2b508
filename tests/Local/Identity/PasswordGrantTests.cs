namespace Tollgate.Local.Identity.Tests;

public sealed class PasswordGrantTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Theory]
    [InlineData("alice", "alice@example.com", "IT")]
    [InlineData("bob", "bob@example.com", "Finance")]
    [InlineData("carol", "carol@example.com", "Sales")]
    [InlineData("admin@example.com", "admin@example.com", "IT")]
    public async Task DemoUser_RightPassword_GetsTokensOfTheirOwn(string user, string email, string department)
    {
        var answer = await identity.SignInAsync(user);

        Assert.Equal(200, answer.Status);
        Assert.Equal("Bearer", answer["token_type"]);
        Assert.InRange(int.Parse(answer["expires_in"]), 3590, 3600);
        Assert.Equal(email, answer.IdToken.GetClaim("email").Value);
        Assert.Equal(department, answer.IdToken.GetClaim("custom:department").Value);
    }

    [Theory]
    [InlineData("alice", "wrong")]
    [InlineData("alice", "Demo")]
    [InlineData("Alice", "demo")]
    [InlineData("mallory", "demo")]
    public async Task WrongUserOrPassword_IsInvalidGrant_AndDoesNotTellWhich(string user, string password)
    {
        var answer = await identity.SignInAsync(user, password);

        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Error));
        Assert.Equal("Incorrect username or password.", answer["error_description"]);
    }

    [Fact]
    public async Task PasswordMissing_IsInvalidRequest()
    {
        var answer = await identity.AskAsync(("grant_type", "password"), ("username", "alice"));

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("client_id", "another-client")]
    [InlineData("client_id", "TOLLGATE-WEB")]
    [InlineData("client_secret", "a-secret")]
    public async Task WrongClient_IsInvalidClient(string field, string value)
    {
        var answer = await identity.AskAsync(("grant_type", "password"), ("username", "alice"), ("password", "demo"), (field, value));

        Assert.Equal((401, "invalid_client"), (answer.Status, answer.Error));
    }

    [Theory]
    [InlineData("client_credentials", "unsupported_grant_type")]
    [InlineData("urn:ietf:params:oauth:grant-type:device_code", "unsupported_grant_type")]
    [InlineData("", "invalid_request")]
    public async Task OtherGrant_IsRefused(string grant, string error)
    {
        var answer = await identity.AskAsync(("grant_type", grant), ("username", "alice"), ("password", "demo"));

        Assert.Equal((400, error), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task NoScope_MeansAllScopes()
    {
        var answer = await identity.SignInAsync();

        Assert.Equal("openid email profile aws.cognito.signin.user.admin", answer.AccessToken.GetClaim("scope").Value);
    }

    [Fact]
    public async Task ScopeWithoutOpenId_GetsNoIdToken()
    {
        var answer = await identity.SignInAsync(scope: "email");

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Has("id_token"));
        Assert.Equal("email", answer.AccessToken.GetClaim("scope").Value);
    }

    [Fact]
    public async Task UnknownScope_IsInvalidScope()
    {
        var answer = await identity.SignInAsync(scope: "openid everything");

        Assert.Equal((400, "invalid_scope"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task ConfiguredPassword_ReplacesTheDefault()
    {
        await using var other = await RunningIdentity.StartAsync(TimeProvider.System, "--Identity:Password=s3cret");

        Assert.Equal(200, (await other.SignInAsync(password: "s3cret")).Status);
        Assert.Equal(400, (await other.SignInAsync(password: "demo")).Status);
    }
}
