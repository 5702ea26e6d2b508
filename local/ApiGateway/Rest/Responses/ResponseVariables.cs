using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Authorizers;

namespace Tollgate.Local.ApiGateway.Rest.Responses;

/// <summary>The variables that a gateway response may use. An unknown or missing one is the empty string.</summary>
public sealed record ResponseVariables(
    ApiRequest Call, GatewayOptions Gateway, AwsOptions Aws, IHeaderDictionary RequestHeaders,
    GatewayResponseType Type, string? Message, string? ResourcePath = null, AuthorizerOutput? Authorizer = null)
{
    private const string Context = "context.";
    private const string StageVariables = "stageVariables.";
    private const string RequestHeader = "method.request.header.";

    public string Resolve(string variable)
    {
        if (variable.StartsWith(Context, StringComparison.Ordinal))
            return ResolveContext(variable[Context.Length..]);
        if (variable.StartsWith(StageVariables, StringComparison.Ordinal))
            return Gateway.StageVariables.GetValueOrDefault(variable[StageVariables.Length..], "");
        if (variable.StartsWith(RequestHeader, StringComparison.Ordinal))
            return RequestHeaders[variable[RequestHeader.Length..]].ToString();
        return "";
    }

    private string ResolveContext(string name) => name switch
    {
        "accountId" => Aws.AccountId,
        "apiId" => Gateway.ApiId,
        "httpMethod" => Call.Method,
        "path" => $"/{Call.Stage}{Call.Path}",
        "requestId" => Call.RequestId,
        "requestTimeEpoch" => Call.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        "resourcePath" => ResourcePath ?? "",
        "stage" => Gateway.Stage,
        "identity.sourceIp" => Call.SourceIp,
        "error.message" => Message ?? "",
        // The only variable that comes quoted; without a message it is a JSON null.
        "error.messageString" => Message is null ? "null" : $"\"{JsonEncodedText.Encode(Message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        "error.responseType" => Type.Name,
        "authorizer.principalId" => Authorizer?.PrincipalId ?? "",
        // The one liberty taken: API Gateway would leave it empty, here a denial always says something.
        "authorizer.errorMessage" when !InContext("errorMessage") => Message ?? "",
        _ when name.StartsWith("authorizer.", StringComparison.Ordinal) => Authorizer?.Context.GetValueOrDefault(name["authorizer.".Length..]) ?? "",
        _ => "",
    };

    private bool InContext(string key) => Authorizer?.Context.ContainsKey(key) == true;
}
