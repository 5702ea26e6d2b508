using System.Collections.Concurrent;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>Remembers redeemed codes for as long as they would live: a code works once.</summary>
internal sealed class RedeemedCodes(TimeProvider clock)
{
    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _forgetAt = new();

    public bool TryRedeem(string code)
    {
        var now = clock.GetUtcNow();
        foreach (var (old, forgetAt) in _forgetAt)
        {
            if (forgetAt < now)
                _forgetAt.TryRemove(old, out _);
        }

        return _forgetAt.TryAdd(code, now + CodeLifetime);
    }
}
