namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>What a gateway must be told to be of a kind. Each turns caching off, unless a test turns it on.</summary>
internal static class GatewayKinds
{
    public const string Ttl = "Gateway:Authorizer:AuthorizerResultTtlInSeconds";

    public static readonly Dictionary<string, string> RestToken = [];

    public static readonly Dictionary<string, string> RestRequest = new() { ["Gateway:Authorizer:Type"] = "REQUEST" };

    public static readonly Dictionary<string, string> Http1 = new()
    {
        ["Gateway:ProtocolType"] = "HTTP",
        ["Gateway:Authorizer:AuthorizerPayloadFormatVersion"] = "1.0",
    };

    public static readonly Dictionary<string, string> Http2 = new() { ["Gateway:ProtocolType"] = "HTTP" };

    public static readonly Dictionary<string, string> HttpSimple = new()
    {
        ["Gateway:ProtocolType"] = "HTTP",
        ["Gateway:Authorizer:EnableSimpleResponses"] = "true",
        ["Lambda:Environment:TOLLGATE_RESPONSE"] = "simple",
    };

    public static readonly Dictionary<string, string> WebSocket = new()
    {
        ["Gateway:ProtocolType"] = "WEBSOCKET",
        ["Gateway:Authorizer:IdentitySource"] = "route.request.querystring.token",
        ["Lambda:Environment:TOLLGATE_TOKEN_SOURCE"] = "querystring.token",
    };

    public static readonly Dictionary<string, string> Cached = new() { [Ttl] = "300" };
}
