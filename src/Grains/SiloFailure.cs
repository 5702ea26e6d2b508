using Orleans.Runtime;

namespace Tollgate.Grains;

internal static class SiloFailure
{
    /// <summary>Whether a call did not come back because the silo of its grain is going, gone, or cannot be reached.</summary>
    public static bool IsSiloGone(this Exception failure) => failure is SiloUnavailableException or OrleansMessageRejectionException;
}
