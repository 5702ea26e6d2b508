using System.Text.Encodings.Web;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Authorizers;

namespace Tollgate.Local.ApiGateway.Rest.Responses;

/// <summary>The variables that a gateway response may use: those of the call, and what went wrong.</summary>
public sealed record ResponseVariables(CallVariables Call, GatewayResponseType Type, string? Message)
{
    public string Resolve(string variable) => variable switch
    {
        "context.error.message" => Message ?? "",
        // The only variable that comes quoted; without a message it is a JSON null.
        "context.error.messageString" => Message is null ? "null" : $"\"{JsonEncodedText.Encode(Message, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        "context.error.responseType" => Type.Name,
        // The one liberty taken: API Gateway would leave it empty, here a denial always says something.
        "context.authorizer.errorMessage" when Call.Authorizer?.Context.ContainsKey("errorMessage") != true => Message ?? "",
        _ => Call.Resolve(variable),
    };
}
