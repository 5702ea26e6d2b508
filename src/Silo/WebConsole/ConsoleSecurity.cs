namespace Tollgate.Silo.WebConsole;

/// <summary>What a browser lets the app do: run its own scripts, and talk to the services that it is configured for. Nothing else.</summary>
internal static class ConsoleSecurity
{
    public static void Write(IHeaderDictionary headers, ConsoleConfiguration configuration)
    {
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + $"connect-src {string.Join(' ', configuration.Origins().Prepend("'self'").Distinct())}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer"; // the URL that a sign-in returns to holds a code
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    }
}
