using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>At start: do the options fit together, and the kind of API?</summary>
public sealed class AuthorizerOptionsRules(IOptions<GatewayOptions> gateway) : IValidateOptions<AuthorizerOptions>
{
    public ValidateOptionsResult Validate(string? name, AuthorizerOptions options)
    {
        try
        {
            AuthorizerSettings.Of(options, gateway.Value.ProtocolType);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
