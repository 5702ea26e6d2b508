using Tollgate.Domain;

namespace Tollgate.Silo.Decisions;

/// <summary>
/// Who may write to the log now: <see cref="PerMinute"/> records of each principal in a minute, the rest is counted. Only the last
/// <see cref="MaxPrincipals"/> principals are kept in mind.
/// </summary>
internal sealed class LogCap(TimeProvider clock)
{
    public const int PerMinute = 10;
    public const int MaxPrincipals = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<Principal, Window> _windows = [];
    private readonly Queue<Principal> _byAge = [];

    /// <param name="unlogged">How many records of the principal were not granted since the last that was.</param>
    public bool TryTake(Principal principal, out long unlogged)
    {
        var now = clock.GetTimestamp();
        lock (_gate)
        {
            var window = FindOrOpen(principal, now);
            if (clock.GetElapsedTime(window.Start, now) >= Minute)
            {
                window.Start = now;
                window.Granted = 0;
            }

            if (window.Granted == PerMinute)
            {
                unlogged = ++window.Unlogged;
                return false;
            }

            window.Granted++;
            unlogged = window.Unlogged;
            window.Unlogged = 0;
            return true;
        }
    }

    private Window FindOrOpen(Principal principal, long now)
    {
        if (_windows.TryGetValue(principal, out var window))
            return window;

        if (_windows.Count == MaxPrincipals)
            _windows.Remove(_byAge.Dequeue());
        _byAge.Enqueue(principal);
        return _windows[principal] = new Window { Start = now };
    }

    private sealed class Window
    {
        public long Start { get; set; }

        public int Granted { get; set; }

        public long Unlogged { get; set; }
    }
}
