using Tollgate.Overload.Calls;
using Tollgate.Overload.Running;

namespace Tollgate.Overload;

/// <summary>What became of calls that came when they were due.</summary>
internal sealed record CrowdResult(double OfferedPerSecond, LoopResult Loop, IReadOnlyList<SiloSample> Samples)
{
    public long MostMemory => Samples.Max(static sample => sample.MemoryBytes);

    /// <summary>Memory of the second half above that of the first: what would go on growing.</summary>
    public double Growth
    {
        get
        {
            var half = Samples.Count / 2;
            return half == 0 ? 1 : (double)Samples.Skip(half).Max(static sample => sample.MemoryBytes) / Samples.Take(half).Max(static sample => sample.MemoryBytes);
        }
    }

    public int Others => Loop.Calls.Count(static call => !call.IsAllowed && !call.IsRefused);
}
