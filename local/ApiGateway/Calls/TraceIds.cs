using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Tollgate.Local.ApiGateway.Calls;

/// <summary>X-Ray trace headers: the caller's root is kept, else one is made.</summary>
public static partial class TraceIds
{
    public static string For(string? sent, DateTimeOffset now)
    {
        var root = Root().Match(sent ?? "") is { Success: true } match
            ? match.Value
            : FormattableString.Invariant($"Root=1-{now.ToUnixTimeSeconds():x8}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}");
        return $"{root};Parent={RandomNumberGenerator.GetHexString(16, lowercase: true)};Sampled=0";
    }

    [GeneratedRegex("Root=1-[0-9a-f]{8}-[0-9a-f]{24}")]
    private static partial Regex Root();
}
