using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Tollgate.Local.Identity.Okta.SignIn;
using Tollgate.Local.Identity.Tls;

namespace Tollgate.Local.Identity.Okta;

/// <summary>A second issuer: the company's own, where its people sign in once for all applications.</summary>
internal static class OktaHost
{
    public const string SessionScheme = "okta";

    public static WebApplication Build(string[] args, PublicUrls urls, Action<IServiceCollection>? replaceServices)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddIdentityLogging();
        builder.AddIdentityOptions();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(urls);
        builder.Services.AddSingleton(static _ => new SigningKey(path: null));
        builder.Services.AddSingleton<OktaDirectory>();
        builder.Services.AddSingleton<SignInPage>();
        builder.Services.AddOktaServer();
        builder.Services.AddAuthentication().AddCookie(SessionScheme, cookie =>
        {
            cookie.Cookie.Name = SessionScheme;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(2);
        });
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.AddLocalTls();
        replaceServices?.Invoke(builder.Services);

        var app = builder.Build();
        app.Urls.Add(app.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.OktaUrl); // and at none of the user pool's
        app.UseAuthentication();
        app.MapOktaAuthorize();
        app.MapOktaToken();
        app.MapOktaUserInfo();
        app.MapOktaSignOut();
        return app;
    }
}
