using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Tollgate.Domain.Roles;

namespace Tollgate.Grains.Roles;

/// <summary>This silo's copy of the role map, so that a role is looked up without a call. Too old a copy is no copy.</summary>
public sealed class RoleMapCopy(TimeProvider clock, IOptions<RoleMapOptions> options)
{
    private readonly TimeSpan _maxStaleness = TimeSpan.FromSeconds(options.Value.MaxStalenessSeconds);
    private volatile Confirmed? _confirmed;

    /// <summary>Whether the map has been loaded since the silo started.</summary>
    public bool IsLoaded => _confirmed is not null;

    /// <returns>False where the map was never loaded, or not confirmed for <see cref="RoleMapOptions.MaxStalenessSeconds"/>: allow nothing.</returns>
    public bool TryGet([NotNullWhen(true)] out RoleMap? map)
    {
        var confirmed = _confirmed;
        map = confirmed is not null && clock.GetElapsedTime(confirmed.Timestamp) <= _maxStaleness ? confirmed.Map : null;
        return map is not null;
    }

    internal RoleMap Latest => _confirmed?.Map ?? RoleMap.Initial;

    /// <param name="timestamp">When the reading that found this began.</param>
    internal void Confirm(RoleMap map, long timestamp) => _confirmed = new Confirmed(map, timestamp);

    private sealed record Confirmed(RoleMap Map, long Timestamp);
}
