using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Tollgate.Domain;

namespace Tollgate.Grains.Quotas;

/// <summary>The quotas whose activations are on this silo: whoever is here too asks them without a message.</summary>
/// <remarks>Orleans decides where a grain lives; this only knows where it does. A quota that has lost its streams is taken out at once.</remarks>
internal sealed class LocalQuotas(TimeProvider clock)
{
    // Well below the age at which Orleans takes an activation for idle: it only sees messages.
    private static readonly TimeSpan MessageEvery = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, PrincipalQuota> _quotas = new(StringComparer.Ordinal);

    /// <returns>False where the activation is elsewhere, or nowhere, or it is time again for a message: so an activation in use is not taken for idle.</returns>
    public bool TryGet(Principal principal, [NotNullWhen(true)] out PrincipalQuota? quota) =>
        _quotas.TryGetValue(principal.Value, out quota) && clock.GetElapsedTime(quota.LastMessageAt) < MessageEvery;

    public void Add(PrincipalQuota quota)
    {
        HasMessage(quota);
        _quotas[quota.Principal.Value] = quota;
    }

    public void HasMessage(PrincipalQuota quota) => quota.LastMessageAt = clock.GetTimestamp();

    // Not another one of the same principal, which may have come meanwhile.
    public void Remove(PrincipalQuota quota) => _quotas.TryRemove(new(quota.Principal.Value, quota));
}
