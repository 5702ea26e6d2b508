using System.Net;
using System.Text.Json.Nodes;
using Tollgate.Silo.Authentication.Keys;
using Tollgate.Tests.Tokens;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.Silo.Tests.Authentication;

/// <summary>Every forged token of the list is a 401 that says nothing of why, on a silo that has never seen a good one and on one that has.</summary>
public sealed class ForgedTokenTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(limit: 1000);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task EveryForgery_Is401()
    {
        foreach (var forgery in Forgeries.All)
        {
            if (forgery.Fault.HasFlag(Fault.Key))
                _silo.Clock.Advance(SigningKeys.MinPause); // else it would be told to come back, see RotationTests
            var response = await _silo.AuthorizeAsync(forgery.Make(_silo.Forge));

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{forgery.Name}: {(int)response.StatusCode}");
            await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal("Bearer realm=\"tollgate\", error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        }

        Assert.Equal(0, _silo.Forge.BaitFetches);
        Assert.Equal(0, await _silo.UsedAsync());
    }

    [Fact]
    public async Task EveryControl_IsAccepted()
    {
        foreach (var control in Controls.Valid)
        {
            var response = await _silo.AuthorizeAsync(control.Make(_silo.Forge));

            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{control.Name}: {(int)response.StatusCode}");
        }
    }

    [Fact]
    public async Task EveryTokenThatCanBeReadInTwoWays_Is401()
    {
        foreach (var ambiguous in Controls.Ambiguous)
            await (await _silo.AuthorizeAsync(ambiguous.Make(_silo.Forge))).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task PrototypeOfAnObject_IsAClaimLikeAnyOther()
    {
        var token = _silo.Forge.Draft(new TokenSpec { Departments = [] })
            .With("__proto__", new JsonObject { ["custom:department"] = "IT", ["email"] = "bob@example.com" }).Write();

        await (await _silo.AuthorizeAsync(token)).IsProblemAsync(HttpStatusCode.Forbidden, "role-missing");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a11ce\0")]
    [InlineData("a11ce\u0085")]
    public async Task SubjectThatIsNoPrincipal_Is401(string subject)
    {
        await using var silo = await RunningSilo.StartAsync(limit: 50, ("Auth:PrincipalClaim", "sub"));

        await (await silo.AuthorizeAsync(silo.Forge.Issue(new TokenSpec { Subject = subject }))).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task SubjectInLettersThatLookAlike_IsAnotherPrincipal()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 50, ("Auth:PrincipalClaim", "sub"));
        var alice = silo.Forge.Issue(new TokenSpec { Subject = "alice" });
        Assert.Equal(HttpStatusCode.OK, (await silo.AuthorizeAsync(silo.Forge.Issue(new TokenSpec { Subject = "\u0430lice" }))).StatusCode); // a Cyrillic a

        Assert.Equal(0, await silo.UsedAsync(alice));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Basic YWxpY2U6c2VjcmV0")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer  {token}")]
    [InlineData("{token}")]
    [InlineData("Bearer {token}, Bearer {token}")]
    public async Task HeaderThatIsNotOneBearerToken_Is401(string? header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/quota");
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header.Replace("{token}", _silo.Forge.Issue(), StringComparison.Ordinal));

        var response = await _silo.SendRawAsync(request); // HttpClient would tidy the header up

        await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.StartsWith("Bearer realm=\"tollgate\"", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SchemeInAnyCase_IsBearer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/quota");
        request.Headers.TryAddWithoutValidation("Authorization", $"bEARER {_silo.Forge.Issue()}");

        Assert.Equal(HttpStatusCode.OK, (await _silo.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task TokenInTheQuery_IsIgnored()
    {
        var response = await _silo.Http.GetAsync($"/v1/quota?access_token={_silo.Forge.Issue()}", TestContext.Current.CancellationToken);

        await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task TokenThatExpiresMeanwhile_Is401AfterTheSkew()
    {
        var token = _silo.Forge.Issue();
        _silo.Clock.Advance(TimeSpan.FromMinutes(60).Add(TimeSpan.FromSeconds(29)));
        Assert.Equal(HttpStatusCode.OK, (await _silo.GetAsync("/v1/quota", token)).StatusCode);

        _silo.Clock.Advance(TimeSpan.FromSeconds(2));

        await (await _silo.GetAsync("/v1/quota", token)).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("""{"alg":"RS256","kid":"\ud800"}""", null)]
    [InlineData("""{"alg":"\ud800","kid":"k"}""", null)]
    [InlineData("""{"alg":"RS256","kid":"k","\ud800":1}""", null)]
    [InlineData(null, """{"exp":4102444800,"iss":"\ud800"}""")]
    [InlineData(null, """{"exp":4102444800,"aud":["\ud800"]}""")]
    [InlineData(null, """{"exp":4102444800,"\ud800":1}""")]
    public async Task HalfASurrogatePair_Is401(string? header, string? payload)
    {
        var draft = _silo.Forge.Draft();
        if (header is not null)
            draft.RawHeader(header);
        if (payload is not null)
            draft.RawPayload(payload);

        var response = await _silo.AuthorizeAsync(draft.Write());

        await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task EmailOfHalfASurrogatePair_Is401()
    {
        var draft = _silo.Forge.Draft(new TokenSpec { Email = "half" });

        var response = await _silo.AuthorizeAsync(draft.RawPayload(draft.ClaimsJson().Replace("half", "\\ud800", StringComparison.Ordinal)).Write());

        await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task IssuerNeverReached_Is503NotARefusal()
    {
        await using var forge = await TokenForge.StartAsync(_silo.Clock);
        await forge.StopAsync();
        await using var silo = await RunningSilo.StartAsync(limit: 50, ("Auth:Authority", forge.Issuer));

        var response = await silo.AuthorizeAsync(forge.Issue());

        await response.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "keys-unavailable");
        Assert.Equal("1", response.Header("Retry-After"));
    }
}
