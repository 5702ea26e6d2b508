using Orleans.Runtime;

namespace Tollgate.Grains;

internal static class SiloFailure
{
    /// <summary>
    /// Whether a call did not come back because the silo of its grain is going, gone, not yet known to all, or cannot be reached. Nothing else
    /// makes Orleans itself fail a call.
    /// </summary>
    public static bool IsSiloGone(this Exception failure) => failure is OrleansException;
}
