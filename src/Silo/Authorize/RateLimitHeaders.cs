using System.Globalization;
using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Authorize;

/// <summary>The quota in the header fields of draft-ietf-httpapi-ratelimit-headers: a policy of one UTC day, named <c>daily</c>.</summary>
internal static class RateLimitHeaders
{
    private const int SecondsPerDay = 86_400;

    public static void Write(IHeaderDictionary headers, QuotaReading quota, DateTimeOffset now)
    {
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"daily\";q={quota.Limit};w={SecondsPerDay}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"daily\";r={quota.Remaining};t={SecondsLeft(quota, now)}");
    }

    /// <summary>Seconds to the end of the charged day, rounded up: whoever waits so long finds a new day.</summary>
    public static long SecondsLeft(QuotaReading quota, DateTimeOffset now) =>
        Math.Max(0, (long)Math.Ceiling((quota.Day.End - now).TotalSeconds));
}
