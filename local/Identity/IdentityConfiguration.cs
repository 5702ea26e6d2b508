using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity;

internal static class IdentityConfiguration
{
    private const string DefaultUrl = "http://127.0.0.1:8081";

    public static void AddIdentityOptions(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.Services.AddOptions<IdentityOptions>()
            .Bind(builder.Configuration.GetSection(IdentityOptions.SectionName), binder => binder.ErrorOnUnknownConfiguration = true)
            .PostConfigure(AddDefaultRedirectUris)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>();
    }

    public static void AddIdentityLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        // A sign-in that fails is the app's to show, and ours to log in one line.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
        // Both report a failed start with a stack trace; Program says it in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
    }

    // Not in the initializer: the binder would add the configured URIs to it instead of replacing it.
    private static void AddDefaultRedirectUris(IdentityOptions options)
    {
        if (options.RedirectUris.Count > 0)
            return;
        foreach (var uri in IdentityOptions.DefaultRedirectUris)
            options.RedirectUris.Add(uri);
    }
}
