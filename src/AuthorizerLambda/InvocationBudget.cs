namespace Tollgate.AuthorizerLambda;

public static class InvocationBudget
{
    // What Lambda must have left to write the answer and post it, on its smallest and slowest memory setting.
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(200);

    /// <summary>How long the facade may take: the configured time-out, or less if the function's own deadline is nearer. Never negative.</summary>
    public static TimeSpan Of(TimeSpan timeout, DateTimeOffset? deadline, DateTimeOffset now)
    {
        if (deadline is not { } end)
            return timeout;

        var left = end - now - Margin;
        if (left <= TimeSpan.Zero)
            return TimeSpan.Zero;

        return left < timeout ? left : timeout;
    }
}
