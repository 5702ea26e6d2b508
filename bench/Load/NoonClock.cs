namespace Tollgate.Load;

/// <summary>Runs as the system's clock does, but begins at noon: a run over a real midnight would give some users two days.</summary>
internal sealed class NoonClock : TimeProvider
{
    private readonly TimeSpan _ahead = TimeSpan.FromHours(12) - System.GetUtcNow().TimeOfDay;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
