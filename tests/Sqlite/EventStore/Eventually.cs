namespace Tollgate.Sqlite.Tests.EventStore;

// Waits for a condition that nothing announces. A condition that never holds ends with the test's own time limit.
internal static class Eventually
{
    public static async Task Holds(Func<bool> condition, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
    }
}
