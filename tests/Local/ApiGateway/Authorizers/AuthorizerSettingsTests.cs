using Tollgate.Local.ApiGateway.Authorizers;

namespace Tollgate.Local.ApiGateway.Tests.Authorizers;

public sealed class AuthorizerSettingsTests
{
    [Fact]
    public void Nothing_IsApiGatewaysDefaults()
    {
        var rest = AuthorizerSettings.Of(new(), ProtocolType.Rest);
        var http = AuthorizerSettings.Of(new(), ProtocolType.Http);
        var webSocket = AuthorizerSettings.Of(new(), ProtocolType.WebSocket);

        Assert.Equal((AuthorizerType.Token, 300, 29), (rest.Type, rest.Ttl.TotalSeconds, rest.Timeout.TotalSeconds));
        Assert.Equal((AuthorizerType.Request, 0, 10, true, false), (http.Type, http.Ttl.TotalSeconds, http.Timeout.TotalSeconds, http.IsFormat2, http.IsSimple));
        Assert.Equal((AuthorizerType.Request, 0, 29), (webSocket.Type, webSocket.Ttl.TotalSeconds, webSocket.Timeout.TotalSeconds));
        Assert.All([rest, http, webSocket], settings => Assert.Equal("Authorization", Assert.Single(settings.Sources).Name));
    }

    [Theory]
    [InlineData(ProtocolType.Rest, "method.request.header.Auth,method.request.querystring.q, stageVariables.s,context.httpMethod")]
    [InlineData(ProtocolType.Http, "$request.header.Auth,$request.querystring.q,$stageVariables.s,$context.routeKey")]
    [InlineData(ProtocolType.WebSocket, "route.request.header.Auth,route.request.querystring.q,stageVariables.s,context.identity.sourceIp")]
    public void Sources_InTheApisOwnWords_AreRead(ProtocolType protocol, string expressions) => Assert.Equal(
        ["request.header", "request.querystring", "stageVariables", "context"],
        AuthorizerSettings.Of(new() { Type = AuthorizerType.Request, IdentitySource = expressions }, protocol).Sources.Select(source => source.Kind));

    public static TheoryData<ProtocolType, string, AuthorizerOptions> Mismatches => new()
    {
        { ProtocolType.Http, "Type can be TOKEN", new() { Type = AuthorizerType.Token } },
        { ProtocolType.WebSocket, "Type can be TOKEN", new() { Type = AuthorizerType.Token } },
        { ProtocolType.Rest, "IdentitySource of a TOKEN authorizer", new() { IdentitySource = "method.request.querystring.token" } },
        { ProtocolType.Rest, "IdentitySource of a TOKEN authorizer", new() { IdentitySource = "method.request.header.A,method.request.header.B" } },
        { ProtocolType.Rest, "IdentitySource '$request.header.Authorization'", new() { IdentitySource = "$request.header.Authorization" } },
        { ProtocolType.Http, "IdentitySource 'method.request.header.Authorization'", new() { IdentitySource = "method.request.header.Authorization" } },
        { ProtocolType.Http, "IdentitySource '$request.path.id'", new() { IdentitySource = "$request.path.id" } },
        { ProtocolType.Rest, "IdentitySource is needed for caching", new() { Type = AuthorizerType.Request, IdentitySource = "" } },
        { ProtocolType.Http, "IdentitySource is needed for caching", new() { AuthorizerResultTtlInSeconds = 1, IdentitySource = "" } },
        { ProtocolType.WebSocket, "AuthorizerResultTtlInSeconds", new() { AuthorizerResultTtlInSeconds = 300 } },
        { ProtocolType.Rest, "IdentityValidationExpression", new() { Type = AuthorizerType.Request, IdentityValidationExpression = ".*" } },
        { ProtocolType.Rest, "AuthorizerPayloadFormatVersion", new() { AuthorizerPayloadFormatVersion = "2.0" } },
        { ProtocolType.Rest, "EnableSimpleResponses", new() { EnableSimpleResponses = true } },
        { ProtocolType.Http, "EnableSimpleResponses", new() { EnableSimpleResponses = true, AuthorizerPayloadFormatVersion = "1.0" } },
    };

    [Theory]
    [MemberData(nameof(Mismatches), DisableDiscoveryEnumeration = true)]
    public void Options_ThatDoNotFit_AreRefusedInOneLine(ProtocolType protocol, string fault, AuthorizerOptions options)
    {
        var line = Assert.Throws<FormatException>(() => AuthorizerSettings.Of(options, protocol)).Message;

        Assert.StartsWith($"Gateway:Authorizer:{fault}", line, StringComparison.Ordinal);
    }
}
