namespace Tollgate.Silo.Authentication;

/// <summary>The token that a request offers.</summary>
internal static class BearerToken
{
    public const string Scheme = "Bearer";

    private const string Prefix = Scheme + " ";

    /// <returns>Empty where none is offered, or something else than a bearer token.</returns>
    public static ReadOnlyMemory<char> Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header.AsMemory(Prefix.Length) : default;
    }
}
