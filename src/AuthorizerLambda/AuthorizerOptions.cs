using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tollgate.AuthorizerLambda.Answers;
using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda;

/// <summary>What the function's environment configures. Read once at start; a wrong value stops the start with one line.</summary>
/// <param name="Url"><c>TOLLGATE_URL</c>: where the facade answers, http or https, with or without a path. Required.</param>
public sealed record AuthorizerOptions(Uri Url)
{
    private const int MaxTimeoutMs = 29_000; // API Gateway itself gives up at 29 s

    /// <summary><c>TOLLGATE_TIMEOUT_MS</c>: how long one decision may take, 1 to 29000. Default 2500.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(2500);

    /// <summary><c>TOLLGATE_RESPONSE</c>: <c>iam</c> or <c>simple</c>, as the HTTP API's authorizer is configured (payload format 2.0). Default <c>iam</c>.</summary>
    public AnswerForm HttpApiAnswer { get; init; } = AnswerForm.Policy;

    /// <summary><c>TOLLGATE_TOKEN_SOURCE</c>: where REQUEST events carry the token. Default <c>header.Authorization</c>.</summary>
    public TokenSource TokenSource { get; init; } = TokenSource.Default;

    /// <summary><c>TOLLGATE_ISSUER</c>: tokens of another issuer are refused without a call. Default: the facade alone judges.</summary>
    public string? Issuer { get; init; }

    /// <summary><c>TOLLGATE_AUDIENCE</c>: tokens for another client are refused without a call. Default: the facade alone judges.</summary>
    public string? Audience { get; init; }

    /// <summary><c>TOLLGATE_USAGE_IDENTIFIER_KEY</c>: the API key whose usage plan counts allowed calls, for APIs with <c>apiKeySource</c> AUTHORIZER.</summary>
    public string? UsageIdentifierKey { get; init; }

    public static bool TryRead(
        Func<string, string?> variable, [NotNullWhen(true)] out AuthorizerOptions? options, [NotNullWhen(false)] out string? fault)
    {
        options = null;
        if (!TryReadUrl(variable("TOLLGATE_URL"), out var url))
        {
            // The value is not repeated: it may carry a password.
            fault = "TOLLGATE_URL must be an absolute http or https URL without user name, query or fragment, such as http://tollgate.internal:8080.";
            return false;
        }

        options = new AuthorizerOptions(url)
        {
            Issuer = Text(variable("TOLLGATE_ISSUER")),
            Audience = Text(variable("TOLLGATE_AUDIENCE")),
            UsageIdentifierKey = Text(variable("TOLLGATE_USAGE_IDENTIFIER_KEY")),
        };
        fault = ReadTimeout(Text(variable("TOLLGATE_TIMEOUT_MS")), ref options)
            ?? ReadResponse(Text(variable("TOLLGATE_RESPONSE")), ref options)
            ?? ReadTokenSource(Text(variable("TOLLGATE_TOKEN_SOURCE")), ref options);
        return fault is null;
    }

    private static bool TryReadUrl(string? value, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(value, UriKind.Absolute, out url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url is { UserInfo: "", Query: "", Fragment: "" };

    private static string? ReadTimeout(string? text, ref AuthorizerOptions options)
    {
        if (text is null)
            return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds is < 1 or > MaxTimeoutMs)
            return $"TOLLGATE_TIMEOUT_MS must be a whole number of milliseconds from 1 to {MaxTimeoutMs}.";

        options = options with { Timeout = TimeSpan.FromMilliseconds(milliseconds) };
        return null;
    }

    private static string? ReadResponse(string? text, ref AuthorizerOptions options)
    {
        if (text is not (null or "iam" or "simple"))
            return "TOLLGATE_RESPONSE must be iam or simple.";

        options = options with { HttpApiAnswer = text == "simple" ? AnswerForm.Simple : AnswerForm.Policy };
        return null;
    }

    private static string? ReadTokenSource(string? text, ref AuthorizerOptions options)
    {
        if (text is null)
            return null;
        if (!TokenSource.TryParse(text, out var source))
            return "TOLLGATE_TOKEN_SOURCE must be header.NAME or querystring.NAME.";

        options = options with { TokenSource = source };
        return null;
    }

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
