using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Usage;

/// <summary>The name of the stream that names everybody of one day. It is kept as long as the day's quotas are.</summary>
public static class UsageStream
{
    public const string Prefix = "usage/";

    public static string Name(QuotaDay day) => $"{Prefix}{day}";
}
