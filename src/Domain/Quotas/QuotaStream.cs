using System.Diagnostics.CodeAnalysis;

namespace Tollgate.Domain.Quotas;

/// <summary>The name of the stream that holds one principal's one day. One stream a day keeps replay short and lets closed days expire.</summary>
public static class QuotaStream
{
    public const string Prefix = "quota/";

    public static string Name(Principal principal, QuotaDay day) => $"{Prefix}{Uri.EscapeDataString(principal.Value)}/{day}";

    /// <summary>Whose day the stream is. Spelled as it is written, and in no other way: two spellings would be two allowances.</summary>
    /// <returns>False where no quota day has this name.</returns>
    public static bool TryParse(string stream, [NotNullWhen(true)] out Principal? principal, out QuotaDay day)
    {
        (principal, day) = (null, default);
        return stream.StartsWith(Prefix, StringComparison.Ordinal)
            && stream.Split('/') is [_, var escaped, var date]
            && QuotaDay.TryParse(date, out day)
            && Principal.TryParse(Uri.UnescapeDataString(escaped), lowerCase: false, out principal)
            && Name(principal, day) == stream;
    }
}
