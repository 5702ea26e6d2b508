using System.Buffers.Text;
using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Tollgate.AuthorizerLambda.Tests.Fixtures;
using Tollgate.AuthorizerLambda.Tokens;
using Tollgate.Tests.Tokens;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.AuthorizerLambda.Tests.Tokens;

public sealed class TokenScreenTests
{
    private const string Header = """{"kid":"k","alg":"RS256"}""";

    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    private static long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public void Screen_OfAPlausibleToken_LetsItPass() =>
        Assert.Null(new TokenScreen(SampleToken.Issuer, SampleToken.Audience, Time).Refuse(SampleToken.Text));

    [Theory]
    [InlineData("")]
    [InlineData("token")]
    [InlineData("aaaa.bbbb")]
    [InlineData("aaaa.bbbb.cccc.dddd")]
    [InlineData("aaaa..cccc")]
    [InlineData(".bbbb.cccc")]
    [InlineData("aaaa.bbbb.")]
    [InlineData("a.bbbb.cccc")]
    [InlineData("aa+a.bbbb.cccc")]
    [InlineData("aaaa.bbb=.cccc")]
    [InlineData("aaaa.bbbb.cccc")]
    public void Screen_OfWhatIsNoJwt_RefusesIt(string token) => Assert.Equal("not a JWT", Screen(token));

    [Theory]
    [InlineData("""{"kid":"k","alg":"none"}""")]
    [InlineData("""{"kid":"k","alg":"HS256"}""")]
    [InlineData("""{"kid":"k","alg":["RS256"]}""")]
    [InlineData("""{"kid":"k"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"kid":7,"alg":"RS256"}""")]
    [InlineData("{}")]
    public void Screen_OfAnotherSignature_RefusesIt(string header) =>
        Assert.Equal("not signed with RS256 by a named key", Screen(Token(header, $$"""{"exp":{{Now + 60}}}""")));

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("{\"exp\":")]
    [InlineData("{\"exp\":4102444800} {}")]
    [InlineData("{\"\\ud800\":1}")]
    public void Screen_OfAPayloadThatIsNoObject_RefusesIt(string payload) => Assert.Equal("not a JWT", Screen(Token(Header, payload)));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"exp":"4102444800"}""")]
    [InlineData("""{"exp":1e400}""")]
    [InlineData("""{"exp":-1}""")]
    [InlineData("""{"exp":9223372036854775808}""")]
    [InlineData("""{"Exp":4102444800}""")]
    [InlineData("""{"nested":{"exp":4102444800},"list":[{"exp":4102444800}]}""")]
    public void Screen_OfATokenThatNeverExpires_RefusesIt(string payload) => Assert.Equal("without expiry", Screen(Token(Header, payload)));

    [Fact]
    public void Screen_OfAnExpiredToken_RefusesItBeyondTheLargestSkewOfAnyFacade()
    {
        var skew = (long)TokenScreen.ClockSkew.TotalSeconds;

        Assert.Null(Screen(Token(Header, $$"""{"exp":{{Now - skew + 1}}}""")));
        Assert.Equal("expired", Screen(Token(Header, $$"""{"exp":{{Now - skew}}}""")));
        Assert.Equal("expired", Screen(Token(Header, """{"exp":0}""")));
        Assert.Null(Screen(Token(Header, """{"exp":253402300799}"""))); // the last second of the calendar
    }

    [Fact]
    public void Screen_OfATokenFromTheFuture_RefusesItBeyondTheSkew()
    {
        var skew = (long)TokenScreen.ClockSkew.TotalSeconds;

        Assert.Null(Screen(Token(Header, $$"""{"exp":4102444800,"iat":{{Now + skew}} }""")));
        Assert.Equal("issued in the future", Screen(Token(Header, $$"""{"exp":4102444800,"iat":{{Now + skew + 1}} }""")));
    }

    [Theory]
    [InlineData("\"https://issuer\"", null)]
    [InlineData("\"https:\\/\\/issuer\"", null)]
    [InlineData("\"https://issuer/\"", "another issuer")]
    [InlineData("[\"https://issuer\"]", "another issuer")]
    [InlineData("null", "another issuer")]
    public void Screen_KnowingTheIssuer_RefusesOthers(string iss, string? cause)
    {
        var screen = new TokenScreen("https://issuer", null, Time);

        Assert.Equal(cause, screen.Refuse(Token(Header, $$"""{"exp":{{Now + 60}},"iss":{{iss}}}""")));
        Assert.Equal("another issuer", screen.Refuse(Token(Header, $$"""{"exp":{{Now + 60}}}""")));
    }

    [Theory]
    [InlineData("""{"aud":"web"}""", null)]
    [InlineData("""{"aud":["other","web"]}""", null)]
    [InlineData("""{"aud":[["web"],"web"]}""", null)]
    [InlineData("""{"client_id":"web"}""", null)]
    [InlineData("""{"aud":"other","client_id":"web"}""", null)]
    [InlineData("""{"aud":"other"}""", "another audience")]
    [InlineData("""{"aud":"web2"}""", "another audience")]
    [InlineData("""{"aud":["other"]}""", "another audience")]
    [InlineData("""{"aud":{"web":"web"}}""", "another audience")]
    [InlineData("""{"azp":"web"}""", "another audience")]
    public void Screen_KnowingTheAudience_RefusesOthers(string claims, string? cause) => Assert.Equal(
        cause, new TokenScreen(null, "web", Time).Refuse(Token(Header, $$"""{"exp":{{Now + 60}},{{claims[1..]}}""")));

    [Fact]
    public void Screen_OfATokenLargerThanAnyFacadeTakes_RefusesIt() =>
        Assert.Equal("not a JWT", Screen(Token(Header, $$"""{"exp":{{Now + 60}},"pad":"{{new string('x', BearerToken.MaxLength)}}"}""")));

    // Strict where it refuses, and never stricter than the facade: what a correct verifier accepts passes.
    [Fact]
    public async Task Screen_OfTokensThatMustBeAccepted_LetsAllPass()
    {
        await using var forge = await TokenForge.StartAsync(Time);
        var screen = new TokenScreen(forge.Issuer, forge.ClientId, Time);

        foreach (var control in Controls.Valid.Concat(Controls.ValidAccess))
            Assert.True(screen.Refuse(control.Make(forge)) is null, control.Name);
    }

    // The point of it: most of what attackers send costs no network call.
    [Fact]
    public async Task Screen_OfForgeries_RefusesThoseThatTheirOwnWordsGiveAway()
    {
        await using var forge = await TokenForge.StartAsync(Time);
        var screen = new TokenScreen(forge.Issuer, forge.ClientId, Time);
        const Fault visible = Fault.Algorithm | Fault.Shape | Fault.Size | Fault.Expiry | Fault.Issuer | Fault.IssuedAt;

        foreach (var forgery in Forgeries.All.Where(forgery => (forgery.Fault & visible) != 0))
            Assert.True(screen.Refuse(forgery.Make(forge)) is not null, forgery.Name);
    }

    [Fact]
    public void Screen_OfAnyText_NeitherFailsNorRemembers() => Gen.Select(Gen.String, Gen.String, Gen.Byte.Array).Sample((header, payload, signature) =>
    {
        Screen($"{header}.{payload}.{Base64Url.EncodeToString(signature)}");
        Screen(Token(header, payload));
        Assert.Null(Screen(SampleToken.Text));
    });

    private static string? Screen(string token) => new TokenScreen(null, null, Time).Refuse(token);

    private static string Token(string header, string payload) =>
        string.Join('.', Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header)), Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload)), "c2ln");
}
