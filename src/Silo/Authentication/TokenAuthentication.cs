using Microsoft.AspNetCore.Authentication;
using Tollgate.Silo.Authentication.Keys;

namespace Tollgate.Silo.Authentication;

internal static class TokenAuthentication
{
    /// <summary>Every endpoint that requires authorization takes a bearer token; every bad token gets one and the same 401.</summary>
    public static void AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<TokenRules>();
        services.AddSingleton<CallerReader>();
        services.AddSingleton<IssuerDocuments>();
        services.AddSingleton<SigningKeys>();
        services.AddHostedService(static provider => provider.GetRequiredService<SigningKeys>());
        services.AddSingleton<SignatureSlots>();
        services.AddSingleton<GarbageShare>();
        services.AddSingleton<SignatureThreads>();
        services.AddSingleton<TokenVerifier>();
        services.AddSingleton<RefusalPace>();
        services.AddAuthorization();
        services.AddAuthentication(BearerToken.Scheme)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerToken.Scheme, configureOptions: null);
    }
}
