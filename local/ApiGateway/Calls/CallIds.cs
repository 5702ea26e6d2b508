using System.Security.Cryptography;

namespace Tollgate.Local.ApiGateway.Calls;

public static class CallIds
{
    private const int MaxLength = 128;

    /// <summary>
    /// A REST API's <c>requestId</c>: as documented, the caller's <c>x-amzn-RequestId</c> where one is sent. Whoever takes it for the gateway's own
    /// lets callers name their calls.
    /// </summary>
    public static string OfRest(IHeaderDictionary headers) =>
        headers["x-amzn-RequestId"] is [{ Length: > 0 and <= MaxLength } sent] && sent.All(c => c is > ' ' and <= '~') ? sent : Guid.NewGuid().ToString();

    /// <summary>In the form of the gateway's own ids: <c>JKJaXmPLvHcESHA=</c>.</summary>
    public static string NewExtended() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(11)).Replace('/', '_');
}
