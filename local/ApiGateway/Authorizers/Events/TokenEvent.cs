using System.Text.Json.Nodes;

namespace Tollgate.Local.ApiGateway.Authorizers.Events;

/// <summary>The event of a TOKEN authorizer: these three members and no others.</summary>
public static class TokenEvent
{
    public static JsonObject Of(string headerValue, string methodArn) => new()
    {
        ["type"] = "TOKEN",
        ["authorizationToken"] = headerValue,
        ["methodArn"] = methodArn,
    };
}
