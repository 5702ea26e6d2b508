using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Authorizers;

public sealed class AuthorizerOptions
{
    public const string SectionName = "Gateway:Authorizer";

    /// <summary>How long the gateway waits for the authorizer in all, queueing and cold start included.</summary>
    /// <value>Default 29000, API Gateway's cap for an integration.</value>
    [Range(1, 300_000)]
    public int TimeoutMs { get; set; } = 29_000;

    public TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMs);
}

[OptionsValidator]
public sealed partial class AuthorizerOptionsValidator : IValidateOptions<AuthorizerOptions>;
