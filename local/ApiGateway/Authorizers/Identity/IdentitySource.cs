using System.Diagnostics.CodeAnalysis;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers.Identity;

/// <summary>One place of a call where an identity is expected, as API Gateway spells it for the kind of API.</summary>
public sealed record IdentitySource(string Expression, string Kind, string Name)
{
    private const string Header = "request.header";
    private const string QueryString = "request.querystring";
    private const string Context = "context";
    private const string StageVariables = "stageVariables";

    public bool IsHeader => Kind == Header;

    /// <param name="expression">
    /// <c>method.request.header.Authorization</c> of a REST API, <c>$request.header.Authorization</c> of an HTTP API,
    /// <c>route.request.header.Authorization</c> of a WebSocket API; the same with <c>querystring</c>, <c>context</c> and <c>stageVariables</c>.
    /// </param>
    public static bool TryParse(string expression, ProtocolType protocol, [NotNullWhen(true)] out IdentitySource? source)
    {
        var prefixes = protocol switch
        {
            ProtocolType.Rest => ("method.", ""),
            ProtocolType.Http => ("$", "$"),
            _ => ("route.", ""),
        };
        source = Parse(expression, prefixes.Item1, Header) ?? Parse(expression, prefixes.Item1, QueryString)
            ?? Parse(expression, prefixes.Item2, Context) ?? Parse(expression, prefixes.Item2, StageVariables);
        return source is not null;
    }

    /// <returns>Null where the call has no such thing, or an empty one.</returns>
    public string? Read(ApiCall call, GatewayOptions gateway, AwsOptions aws)
    {
        var value = Kind switch
        {
            Header => call.Headers[Name].ToString(),
            QueryString => QueryValues.Of(call.Request).GetValueOrDefault(Name).ToString(),
            StageVariables => gateway.StageVariables.GetValueOrDefault(Name, ""),
            _ => ContextVariables.Resolve(Name, call, gateway, aws),
        };
        return value.Length == 0 ? null : value;
    }

    private static IdentitySource? Parse(string expression, string prefix, string kind) =>
        expression.StartsWith($"{prefix}{kind}.", StringComparison.Ordinal) && expression[(prefix.Length + kind.Length + 1)..] is { Length: > 0 } name
            ? new(expression, kind, name)
            : null;
}
