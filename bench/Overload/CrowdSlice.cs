using Tollgate.Overload.Calls;

namespace Tollgate.Overload;

/// <summary>Calls that came when they were due, right after it was measured what the silo can do.</summary>
internal sealed record CrowdSlice(Capacity Capacity, double OfferedPerSecond, LoopResult Loop)
{
    /// <summary>Of what could be allowed at most.</summary>
    public double AllowedShare => Loop.AllowedPerSecond / Capacity.AllowedOf(OfferedPerSecond);
}
