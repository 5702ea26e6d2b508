using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Usage;

/// <summary>The name of the stream that names everybody of one day. It is kept as long as the day's quotas are.</summary>
public static class UsageStream
{
    public const string Prefix = "usage/";

    public static string Name(QuotaDay day) => $"{Prefix}{day}";

    /// <returns>False where no stream of this kind has this name.</returns>
    public static bool TryParse(string stream, out QuotaDay day) =>
        QuotaDay.TryParse(stream.StartsWith(Prefix, StringComparison.Ordinal) ? stream[Prefix.Length..] : null, out day);
}
