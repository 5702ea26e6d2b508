using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Authorizers;

public static class AuthorizerHosting
{
    public static void AddTokenAuthorizer(this IServiceCollection services)
    {
        services.AddOptions<AuthorizerOptions>().BindConfiguration(AuthorizerOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthorizerOptions>, AuthorizerOptionsValidator>();
        services.AddSingleton<TokenAuthorizer>();
    }
}
