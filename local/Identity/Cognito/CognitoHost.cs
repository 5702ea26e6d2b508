using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Tollgate.Local.Identity.Cognito.Federation;
using Tollgate.Local.Identity.Cognito.JsonApi;
using Tollgate.Local.Identity.Cognito.OAuth;
using Tollgate.Local.Identity.Cognito.Users;
using Tollgate.Local.Identity.Okta;
using Tollgate.Local.Identity.Tls;

namespace Tollgate.Local.Identity.Cognito;

/// <summary>The user pool: an issuer over plain HTTP, and the same over TLS as the domain where browsers sign in.</summary>
internal static class CognitoHost
{
    public static WebApplication Build(string[] args, PublicUrls urls, Action<IServiceCollection>? replaceServices)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddIdentityLogging();
        builder.AddIdentityOptions();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(urls);
        builder.Services.AddSingleton(static services => new SigningKey(services.GetRequiredService<IOptions<IdentityOptions>>().Value.KeyPath));
        builder.Services.AddSingleton<OktaDirectory>();
        builder.Services.AddSingleton<UserPool>();
        builder.Services.AddCognitoServer();
        builder.Services.AddOktaFederation();
        builder.Services.AddCors(cors => cors.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader()));
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.AddLocalTls();
        replaceServices?.Invoke(builder.Services);

        var app = builder.Build();
        // Now, not at the first request: a bad option or key file must stop the start.
        app.Services.GetRequiredService<SigningKey>();
        app.Services.GetRequiredService<LocalCertificate>();
        foreach (var url in app.Configuration[WebHostDefaults.ServerUrlsKey]!.Split(';'))
            app.Urls.Add(url);
        app.Urls.Add(app.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.DomainUrl);
        app.UseWhen(static http => Paths.AreForScripts(http.Request.Path), static scripts => scripts.UseCors());
        app.UseJsonApi();
        app.UseRouting(); // after the JSON API, which gives requests another path
        app.UseAuthentication();
        app.MapAuthorize();
        app.MapToken();
        app.MapUserInfo();
        app.MapLogout();
        return app;
    }
}
