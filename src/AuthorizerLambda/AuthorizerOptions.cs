using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tollgate.AuthorizerLambda;

/// <summary>What the function's environment configures. Read once at start; a wrong value stops the start with one line.</summary>
/// <param name="Url"><c>TOLLGATE_URL</c>: where the facade answers, http or https, with or without a path. Required.</param>
/// <param name="Timeout"><c>TOLLGATE_TIMEOUT_MS</c>: how long one decision may take, 1 to 29000. Default 2500.</param>
public sealed record AuthorizerOptions(Uri Url, TimeSpan Timeout)
{
    private const string UrlVariable = "TOLLGATE_URL";
    private const string TimeoutVariable = "TOLLGATE_TIMEOUT_MS";
    private const int DefaultTimeoutMs = 2500;
    private const int MaxTimeoutMs = 29_000; // API Gateway itself gives up at 29 s

    public static bool TryRead(
        Func<string, string?> variable, [NotNullWhen(true)] out AuthorizerOptions? options, [NotNullWhen(false)] out string? fault)
    {
        options = null;
        if (!TryReadUrl(variable(UrlVariable), out var url))
        {
            // The value is not repeated: it may carry a password.
            fault = $"{UrlVariable} must be an absolute http or https URL without user name, query or fragment, such as http://tollgate.internal:8080.";
            return false;
        }

        if (!TryReadTimeout(variable(TimeoutVariable), out var timeout))
        {
            fault = $"{TimeoutVariable} must be a whole number of milliseconds from 1 to {MaxTimeoutMs}.";
            return false;
        }

        options = new AuthorizerOptions(url, timeout);
        fault = null;
        return true;
    }

    private static bool TryReadUrl(string? value, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(value, UriKind.Absolute, out url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url is { UserInfo: "", Query: "", Fragment: "" };

    private static bool TryReadTimeout(string? value, out TimeSpan timeout)
    {
        var milliseconds = DefaultTimeoutMs;
        var valid = string.IsNullOrEmpty(value)
            || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out milliseconds)
                && milliseconds is >= 1 and <= MaxTimeoutMs);
        timeout = TimeSpan.FromMilliseconds(milliseconds);
        return valid;
    }
}
