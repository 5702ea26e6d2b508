using System.Buffers;

namespace Tollgate.AuthorizerLambda.Tokens;

public static class BearerToken
{
    public const int MaxLength = 8 * 1024; // the facade refuses longer ones

    private const string Scheme = "Bearer";

    // RFC 6750's b64token. Anything else could not be sent on as a header, and is no JWT either.
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=");

    /// <summary>The token of a header value, raw or after <c>Bearer</c> in any case; null if there is none that could be valid.</summary>
    public static string? Find(string? authorization)
    {
        var value = authorization.AsSpan().Trim(' ');
        if (value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (value.Length == Scheme.Length || value[Scheme.Length] == ' '))
            value = value[Scheme.Length..].TrimStart(' ');

        return value.Length is 0 or > MaxLength || value.ContainsAnyExcept(Allowed) ? null : value.ToString();
    }
}
