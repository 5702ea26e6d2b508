using System.Globalization;

namespace Tollgate.Local.ApiGateway.Calls;

/// <summary>The <c>$context</c> variables that say something of the call itself. An unknown or missing one is the empty string.</summary>
public static class ContextVariables
{
    public static string Resolve(string name, ApiCall call, GatewayOptions gateway, AwsOptions aws) => name switch
    {
        "accountId" => aws.AccountId,
        "apiId" => gateway.ApiId,
        "extendedRequestId" => call.ExtendedRequestId,
        "httpMethod" => call.Method,
        "path" => call.RawPath,
        "requestId" => call.RequestId,
        "requestTimeEpoch" => call.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "resourcePath" => call.Route?.ResourcePath ?? "",
        "routeKey" => call.Route?.RouteKey ?? "",
        "stage" => gateway.Stage,
        "identity.sourceIp" => call.SourceIp,
        "identity.userAgent" => call.Headers.UserAgent.ToString(),
        _ => "",
    };
}
