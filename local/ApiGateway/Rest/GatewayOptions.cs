using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Rest.Responses;

namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>One REST API with one stage.</summary>
public sealed class GatewayOptions : IValidatableObject
{
    public const string SectionName = "Gateway";

    /// <value>Default <c>Dev</c>; the first segment of every path.</value>
    [Required, RegularExpression("^[A-Za-z0-9_-]{1,128}$")]
    public string Stage { get; set; } = "Dev";

    /// <value>Default <c>tollgate01</c>; only seen in ARNs.</value>
    [Required, RegularExpression("^[a-z0-9]{1,32}$")]
    public string ApiId { get; set; } = "tollgate01";

    /// <value>Default one route: <c>GET /blog</c> with the pattern's mock answer.</value>
    [ValidateEnumeratedItems]
    public List<RouteOptions> Routes { get; set; } = [];

    /// <summary>CORS headers of the preflight answers, the mock answers and the gateway responses.</summary>
    [ValidateObjectMembers]
    public CorsOptions Cors { get; set; } = new();

    /// <summary>Gateway responses by their AWS name (<c>ACCESS_DENIED</c>, <c>DEFAULT_4XX</c>, ...); one that is not here follows DEFAULT_4XX or DEFAULT_5XX.</summary>
    /// <value>Default only <c>ACCESS_DENIED</c>, with message, reason and resetsAt of the authorizer's context.</value>
    public Dictionary<string, GatewayResponseOptions> Responses { get; set; } = new(StringComparer.Ordinal)
    {
        [GatewayResponseType.AccessDenied.Name] = new()
        {
            Template = """{"message":"$context.authorizer.errorMessage","reason":"$context.authorizer.reason","resetsAt":"$context.authorizer.resetsAt"}""",
        },
    };

    public Dictionary<string, string> StageVariables { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, response) in Responses)
        {
            if (!GatewayResponseType.IsKnown(name))
                yield return new($"Gateway:Responses:{name} is not a gateway response of this stand-in");
            if (response.StatusCode is < 100 or > 599)
                yield return new($"Gateway:Responses:{name}:StatusCode {response.StatusCode} is not an HTTP status");
        }

        foreach (var twice in Routes.GroupBy(route => (route.Method, route.Path)).Where(same => same.Count() > 1))
            yield return new($"Gateway:Routes has {twice.Key.Method} {twice.Key.Path} twice");
    }
}

[OptionsValidator]
public sealed partial class GatewayOptionsValidator : IValidateOptions<GatewayOptions>;
