using Tollgate.Overload.Calls;
using Tollgate.Overload.Running;

namespace Tollgate.Overload;

/// <summary>What became of calls that came when they were due, slice by slice.</summary>
internal sealed record CrowdResult(IReadOnlyList<CrowdSlice> Slices, IReadOnlyList<SiloSample> Samples)
{
    public LoopResult All { get; } = LoopResult.Of(Slices.Select(static slice => slice.Loop));

    public double Peak => Slices.Select(static slice => slice.Capacity.PeakPerSecond).Median();

    public double OfferedPerSecond => Slices.Select(static slice => slice.OfferedPerSecond).Median();

    public double AllowedShare => Slices.Select(static slice => slice.AllowedShare).Median();

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

    public int Others => All.Calls.Count(static call => !call.IsAllowed && !call.IsRefused);
}
