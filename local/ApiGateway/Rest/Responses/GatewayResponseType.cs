namespace Tollgate.Local.ApiGateway.Rest.Responses;

/// <summary>The answers that the gateway makes itself, with the x-amzn-ErrorType that the real one is known to send.</summary>
public sealed record GatewayResponseType(string Name, int Status, string? ErrorType)
{
    public const string Default4xx = "DEFAULT_4XX";
    public const string Default5xx = "DEFAULT_5XX";

    public static readonly GatewayResponseType Unauthorized = new("UNAUTHORIZED", 401, "UnauthorizedException");
    public static readonly GatewayResponseType AccessDenied = new("ACCESS_DENIED", 403, "AccessDeniedException");
    public static readonly GatewayResponseType MissingAuthenticationToken = new("MISSING_AUTHENTICATION_TOKEN", 403, "MissingAuthenticationTokenException");
    public static readonly GatewayResponseType AuthorizerConfigurationError = new("AUTHORIZER_CONFIGURATION_ERROR", 500, "AuthorizerConfigurationException");
    public static readonly GatewayResponseType AuthorizerFailure = new("AUTHORIZER_FAILURE", 500, "AuthorizerFailureException");

    // Not named in API Gateway's list: these always follow the defaults.
    public static readonly GatewayResponseType UriTooLong = new(Default4xx, 414, null);
    public static readonly GatewayResponseType HeadersTooLarge = new(Default4xx, 431, null);
    public static readonly GatewayResponseType Forbidden = new(Default4xx, 403, "ForbiddenException");
    public static readonly GatewayResponseType InternalError = new(Default5xx, 500, "InternalServerErrorException");

    private static readonly string[] Configurable =
    [
        Default4xx, Default5xx, Unauthorized.Name, AccessDenied.Name, MissingAuthenticationToken.Name, AuthorizerConfigurationError.Name, AuthorizerFailure.Name,
    ];

    public string Fallback => Status < 500 ? Default4xx : Default5xx;

    public static bool IsKnown(string name) => Configurable.Contains(name);
}
