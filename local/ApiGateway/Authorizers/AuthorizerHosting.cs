using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers.Events;
using Tollgate.Local.ApiGateway.Authorizers.Identity;

namespace Tollgate.Local.ApiGateway.Authorizers;

public static class AuthorizerHosting
{
    public static void AddLambdaAuthorizer(this IServiceCollection services)
    {
        services.AddOptions<AuthorizerOptions>().BindConfiguration(AuthorizerOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuthorizerOptions>, AuthorizerOptionsValidator>();
        services.AddSingleton<IValidateOptions<AuthorizerOptions>, AuthorizerOptionsRules>();
        services.AddSingleton(provider => AuthorizerSettings.Of(
            provider.GetRequiredService<IOptions<AuthorizerOptions>>().Value,
            provider.GetRequiredService<IOptions<GatewayOptions>>().Value.ProtocolType));
        services.AddSingleton<IdentityReader>();
        services.AddSingleton<EventWriter>();
        services.AddSingleton<ResultCache>();
        services.AddSingleton<LambdaAuthorizer>();
    }
}
