using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authentication;

/// <summary>Sets up the bearer handler: shape first, then signature and rules; every refusal is one and the same 401.</summary>
internal static class TokenAuthentication
{
    private static readonly object KeysUnavailable = new();

    public static void AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<TokenRules>();
        services.AddSingleton<CallerReader>();
        services.AddAuthorization();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AuthOptions>, TokenRules>(static (bearer, options, rules) => Configure(bearer, options.Value, rules));
    }

    private static void Configure(JwtBearerOptions bearer, AuthOptions options, TokenRules rules)
    {
        bearer.Authority = options.Authority;
        bearer.RequireHttpsMetadata = options.RequireHttpsMetadata;
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.BackchannelTimeout = TimeSpan.FromSeconds(3);
        bearer.AutomaticRefreshInterval = TimeSpan.FromMinutes(5);
        bearer.RefreshInterval = TimeSpan.FromSeconds(10); // an unknown key id asks the issuer at most this often
        bearer.TokenValidationParameters = rules.ToParameters();
        bearer.Events = new JwtBearerEvents { OnMessageReceived = TakeToken, OnChallenge = Refuse };
    }

    private static async Task TakeToken(MessageReceivedContext context)
    {
        const string scheme = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || !TokenShape.IsAcceptable(header[scheme.Length..]))
        {
            context.NoResult();
            return;
        }

        context.Token = header[scheme.Length..];
        try
        {
            // At hand after the first time; only an issuer that was never reached makes this fail.
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        }
        catch (InvalidOperationException e)
        {
            context.HttpContext.RequestServices.GetRequiredService<ILogger<TokenRules>>().SigningKeysUnavailable(context.Options.Authority, e);
            context.HttpContext.Items[KeysUnavailable] = true;
            context.NoResult();
        }
    }

    private static Task Refuse(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var problem = context.HttpContext.Items.ContainsKey(KeysUnavailable)
            ? Problem.Unavailable("keys-unavailable", "The issuer's keys cannot be fetched now.")
            : Problem.Unauthenticated;
        return problem.WriteAsync(context.HttpContext);
    }
}
