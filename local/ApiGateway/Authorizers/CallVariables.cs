using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>The variables that a mapping may name: of the call, and of what its authorizer said. An unknown or missing one is the empty string.</summary>
public sealed record CallVariables(ApiCall Call, GatewayOptions Gateway, AwsOptions Aws, AuthorizerOutput? Authorizer = null)
{
    private const string Context = "context.";
    private const string OfAuthorizer = "authorizer.";
    private const string StageVariables = "stageVariables.";
    private const string RestHeader = "method.request.header.";
    private const string HttpHeader = "request.header.";

    /// <param name="variable">Without a dollar sign: <c>context.authorizer.reason</c>.</param>
    public string Resolve(string variable) =>
        Rest(variable, Context) is { } name ? ResolveContext(name)
        : Rest(variable, StageVariables) is { } stageVariable ? Gateway.StageVariables.GetValueOrDefault(stageVariable, "")
        : (Rest(variable, RestHeader) ?? Rest(variable, HttpHeader)) is { } header ? Call.Headers[header].ToString()
        : "";

    private string ResolveContext(string name) =>
        Rest(name, OfAuthorizer) is not { } key ? ContextVariables.Resolve(name, Call, Gateway, Aws)
        : key == "principalId" ? Authorizer?.PrincipalId ?? ""
        : Authorizer?.Context.GetValueOrDefault(key) ?? "";

    private static string? Rest(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
