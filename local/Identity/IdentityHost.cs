using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Tollgate.Local.Identity.OAuth;
using Tollgate.Local.Identity.SignIn;
using Tollgate.Local.Identity.Tokens;
using Tollgate.Local.Identity.Users;

namespace Tollgate.Local.Identity;

/// <summary>The whole stand-in as one web application, so that tests start the same thing that the demo starts.</summary>
public static class IdentityHost
{
    private const string DefaultUrl = "http://127.0.0.1:8081";

    public static WebApplication Build(string[] args, Action<IServiceCollection>? replaceServices = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);

        builder.AddIdentityLogging();
        builder.AddIdentityOptions();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IssuerUrl>();
        builder.Services.AddSingleton<SigningKey>();
        builder.Services.AddSingleton<DemoUsers>();
        builder.Services.AddSingleton<SignInPage>();
        builder.Services.AddCognitoServer();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        replaceServices?.Invoke(builder.Services);

        var app = builder.Build();
        // Now, not at the first request: a bad option or key file must stop the start.
        app.Services.GetRequiredService<SigningKey>();
        app.UseAuthentication();
        app.MapAuthorize();
        app.MapToken();
        return app;
    }

    public static void Announce(WebApplication app) => IdentityLog.Ready(
        app.Logger,
        app.Services.GetRequiredService<IssuerUrl>().Value,
        app.Services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClientId,
        string.Join(", ", app.Services.GetRequiredService<DemoUsers>().All.Select(user => user.Name)));
}
