namespace Tollgate.Silo.Dashboard;

/// <summary>One grant of access to the dashboard; the key is the secret that the browser's cookie holds. It lives in memory only.</summary>
[Alias("tollgate.dashboard-access")]
internal interface IDashboardAccessGrain : IGrainWithStringKey
{
    [Alias("grant")]
    Task Grant(TimeSpan lifetime);

    [Alias("is-granted")]
    Task<bool> IsGranted();
}

/// <inheritdoc/>
internal sealed class DashboardAccessGrain(TimeProvider clock) : Grain, IDashboardAccessGrain
{
    private DateTimeOffset _until = DateTimeOffset.MinValue;

    public Task Grant(TimeSpan lifetime)
    {
        _until = clock.GetUtcNow() + lifetime;
        DelayDeactivation(lifetime);
        return Task.CompletedTask;
    }

    public Task<bool> IsGranted()
    {
        var isGranted = clock.GetUtcNow() < _until;
        if (!isGranted)
            DeactivateOnIdle(); // a guess leaves nothing behind
        return Task.FromResult(isGranted);
    }
}
