namespace Tollgate.AuthorizerLambda.Tests;

public sealed class InvocationBudgetTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2500, null, 2500)]
    [InlineData(2500, 60_000, 2500)]
    [InlineData(2500, 2700, 2500)]
    [InlineData(2500, 2699, 2499)]
    [InlineData(2500, 201, 1)]
    [InlineData(2500, 200, 0)]
    [InlineData(2500, 0, 0)]
    [InlineData(2500, -1000, 0)]
    public void Budget_IsTheTimeoutOrWhatTheDeadlineLeaves(int timeout, int? leftUntilDeadline, int expected)
    {
        var deadline = leftUntilDeadline is { } left ? Now.AddMilliseconds(left) : (DateTimeOffset?)null;

        Assert.Equal(TimeSpan.FromMilliseconds(expected), InvocationBudget.Of(TimeSpan.FromMilliseconds(timeout), deadline, Now));
    }
}
