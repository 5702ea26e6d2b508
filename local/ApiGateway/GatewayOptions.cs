using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Rest.Responses;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway;

/// <summary>One API with one stage, in the terms of CloudFormation.</summary>
public sealed class GatewayOptions : IValidatableObject
{
    public const string SectionName = "Gateway";

    /// <summary>The stage of an HTTP API that is no part of the path.</summary>
    public const string DefaultStage = "$default";

    /// <value>Default <c>REST</c>; or <c>HTTP</c>, or <c>WEBSOCKET</c>.</value>
    public ProtocolType ProtocolType { get; set; }

    /// <value>Default <c>Dev</c>; the first segment of every path. An HTTP API's may be <c>$default</c>.</value>
    [Required, RegularExpression(@"^([A-Za-z0-9_-]{1,128}|\$default)$")]
    public string Stage { get; set; } = "Dev";

    /// <value>Default <c>tollgate01</c>; only seen in ARNs.</value>
    [Required, RegularExpression("^[a-z0-9]{1,32}$")]
    public string ApiId { get; set; } = "tollgate01";

    /// <value>Default one route: <c>GET /blog</c> with the pattern's mock answer. A WebSocket API has only <c>$connect</c>, without configuration.</value>
    [ValidateEnumeratedItems]
    public List<ApiRouteOptions> Routes { get; set; } = [];

    /// <summary>CORS as the gateway itself does it: headers on every answer, and preflights.</summary>
    [ValidateObjectMembers]
    public CorsOptions Cors { get; set; } = new();

    /// <summary>
    /// REST only. Gateway responses by their AWS name (<c>ACCESS_DENIED</c>, <c>DEFAULT_4XX</c>, ...); one that is not here follows DEFAULT_4XX
    /// or DEFAULT_5XX.
    /// </summary>
    /// <value>Default only <c>ACCESS_DENIED</c>, with message, reason and resetsAt of the authorizer's context.</value>
    public Dictionary<string, GatewayResponseOptions> Responses { get; set; } = new(StringComparer.Ordinal)
    {
        [GatewayResponseType.AccessDenied.Name] = new()
        {
            ResponseTemplates =
            {
                [GatewayResponseOptions.Json] =
                    """{"message":"$context.authorizer.errorMessage","reason":"$context.authorizer.reason","resetsAt":"$context.authorizer.resetsAt"}""",
            },
        },
    };

    public Dictionary<string, string> StageVariables { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, response) in Responses)
        {
            if (!GatewayResponseType.IsKnown(name))
                yield return new($"Gateway:Responses:{name} is not a gateway response of this stand-in");
            foreach (var fault in response.Faults())
                yield return new($"Gateway:Responses:{name}:{fault}");
        }

        var prefix = MockIntegration.PrefixOf(ProtocolType);
        foreach (var name in Routes.SelectMany(route => route.ResponseParameters.Keys).Where(name => !name.StartsWith(prefix, StringComparison.Ordinal)))
            yield return new($"Gateway:Routes: the response parameter {name} is not like {prefix}NAME");

        foreach (var twice in Routes.GroupBy(route => (route.Method, route.Path)).Where(same => same.Count() > 1))
            yield return new($"Gateway:Routes has {twice.Key.Method} {twice.Key.Path} twice");

        if (ProtocolType != ProtocolType.Http && Stage == DefaultStage)
            yield return new("Gateway:Stage can be $default in an HTTP API only");

        if (ProtocolType != ProtocolType.Http && Routes.Exists(route => route.Method == ApiRouteOptions.Any || route.Path == ApiRouteOptions.CatchAll))
            yield return new("Gateway:Routes can have ANY and $default in an HTTP API only");
    }
}

[OptionsValidator]
public sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
