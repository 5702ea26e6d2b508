namespace Tollgate.Local.ApiGateway.Rest;

public static class IdentitySource
{
    /// <summary>
    /// The Authorization header verbatim. Absent or empty is a 401 without an invocation, as documented. AWS does not document two
    /// headers; which of them counts would be a guess that an attacker makes better, so two are no identity: 401 too.
    /// </summary>
    public static string? Read(HttpRequest request) =>
        request.Headers.Authorization is [{ Length: > 0 } only] ? only : null;
}
