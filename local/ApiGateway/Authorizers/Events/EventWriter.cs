using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers.Events;

/// <summary>What the function is shown of a call: the event of the API's kind and of the authorizer's configuration.</summary>
public sealed class EventWriter(AuthorizerSettings authorizer, IOptions<GatewayOptions> gateway, IOptions<AwsOptions> aws)
{
    // Without it '+' and non-ASCII characters would travel as \u escapes: the same JSON, but not what API Gateway sends.
    private static readonly JsonSerializerOptions Verbatim = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ReadOnlyMemory<byte> Write(ApiCall call, string methodArn, IReadOnlyList<string> identity)
    {
        var json = authorizer switch
        {
            { Type: AuthorizerType.Token } => TokenEvent.Of(identity[0], methodArn),
            { Protocol: ProtocolType.WebSocket } => ConnectEvent.Of(call, methodArn, gateway.Value),
            { IsFormat2: true } => HttpApiEvent.Of(call, methodArn, identity, gateway.Value, aws.Value),
            { Protocol: ProtocolType.Http } => RequestEvent.OfHttpApi(call, methodArn, identity, gateway.Value, aws.Value),
            _ => RequestEvent.OfRest(call, methodArn, gateway.Value, aws.Value),
        };
        return Encoding.UTF8.GetBytes(json.ToJsonString(Verbatim));
    }
}
