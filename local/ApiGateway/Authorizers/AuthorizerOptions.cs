using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>The API's one authorizer, in the terms of CloudFormation and with API Gateway's own defaults.</summary>
public sealed class AuthorizerOptions
{
    public const string SectionName = "Gateway:Authorizer";

    /// <value>Default <c>TOKEN</c> for a REST API, <c>REQUEST</c> for the others, which know no other.</value>
    public AuthorizerType? Type { get; set; }

    /// <summary>Where the identity is, separated by commas; spelled as for the kind of API, see <see cref="Identity.IdentitySource"/>.</summary>
    /// <value>Default the Authorization header; empty for none.</value>
    public string? IdentitySource { get; set; }

    /// <summary>A regular expression that the whole header of a TOKEN authorizer must match; else 401 without an invocation.</summary>
    public string? IdentityValidationExpression { get; set; }

    /// <summary>How long a result is used for every call of the same identity. 0 turns caching off, as a quota needs it.</summary>
    /// <value>Default 300 for a REST API, 0 for an HTTP API. A WebSocket API never caches.</value>
    [Range(0, 3600)]
    public int? AuthorizerResultTtlInSeconds { get; set; }

    /// <summary>HTTP API only: the shape of the event.</summary>
    /// <value>Default <c>2.0</c>; or <c>1.0</c>.</value>
    [RegularExpression(@"^(1|2)\.0$", ErrorMessage = "is neither 1.0 nor 2.0")]
    public string? AuthorizerPayloadFormatVersion { get; set; }

    /// <summary>HTTP API with payload format 2.0 only: the function answers <c>isAuthorized</c> in place of a policy.</summary>
    public bool EnableSimpleResponses { get; set; }

    /// <summary>How long the gateway waits for the authorizer in all, queueing and cold start included.</summary>
    /// <value>Default 10000 for an HTTP API, else 29000: API Gateway's own caps.</value>
    [Range(1, 300_000)]
    public int? TimeoutMs { get; set; }
}

[OptionsValidator]
public sealed partial class AuthorizerOptionsValidator : IValidateOptions<AuthorizerOptions>;
