using System.Collections.Concurrent;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>
/// What the function answered for an identity, used again for its next calls until the time is up: whatever they call, and a denial as much as
/// an allow. Neither method nor path is in the key unless they are identity sources.
/// </summary>
public sealed class ResultCache(AuthorizerSettings authorizer, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (AuthorizerOutput Output, DateTimeOffset Until)> _entries = new(StringComparer.Ordinal);

    public AuthorizerOutput? Find(IReadOnlyList<string> identity) =>
        _entries.TryGetValue(Key(identity), out var entry) && time.GetUtcNow() < entry.Until ? entry.Output : null;

    public void Add(IReadOnlyList<string> identity, AuthorizerOutput output)
    {
        if (authorizer.Ttl > TimeSpan.Zero)
            _entries[Key(identity)] = (output, time.GetUtcNow() + authorizer.Ttl);
    }

    private static string Key(IReadOnlyList<string> identity) => string.Join('\n', identity);
}
