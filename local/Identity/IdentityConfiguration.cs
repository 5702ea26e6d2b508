using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity;

internal static class IdentityConfiguration
{
    public static void AddIdentityOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<IdentityOptions>()
            .Bind(builder.Configuration.GetSection(IdentityOptions.SectionName), binder => binder.ErrorOnUnknownConfiguration = true)
            .PostConfigure(AddDefaultRedirectUri)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>();
    }

    public static void AddIdentityLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        // Both report a failed start with a stack trace; Program says it in one line.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", level => level is LogLevel.Warning or LogLevel.Error);
    }

    // Not in the initializer: the binder would add the configured URIs to it instead of replacing it.
    private static void AddDefaultRedirectUri(IdentityOptions options)
    {
        if (options.RedirectUris.Count == 0)
            options.RedirectUris.Add(IdentityOptions.DefaultRedirectUri);
    }
}
