namespace Tollgate.Local.ApiGateway.Authorizers;

public enum AuthorizerType
{
    /// <summary>Is shown one header and the ARN.</summary>
    Token,

    /// <summary>Is shown the request.</summary>
    Request,
}
