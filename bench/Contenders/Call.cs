using System.Globalization;

namespace Tollgate.Contenders;

/// <summary>What the caller asks, as every contender's users would send it.</summary>
internal sealed record Call(string Method, string Path);

/// <summary>The yes: what is left of the day.</summary>
internal sealed record Allowed(string Principal, long Limit, long Used, long Remaining);

/// <summary>How many calls a day everybody has, and what a day is called.</summary>
internal sealed class Quota(IConfiguration configuration)
{
    public long Limit { get; } = configuration.GetValue("Quota:DefaultDailyLimit", 50L);

    /// <summary>Today, in UTC, and when it is over.</summary>
    public static (string Day, DateTimeOffset Ends) Today()
    {
        var now = TimeProvider.System.GetUtcNow();
        var day = new DateTimeOffset(now.Date, TimeSpan.Zero);
        return (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.AddDays(1));
    }

    public IResult Allow(string principal, long used) => Results.Ok(new Allowed(principal, Limit, used, Limit - used));

    public static IResult Exhausted() => Results.StatusCode(StatusCodes.Status429TooManyRequests);
}
