namespace Tollgate.Log;

/// <summary>What removing old days does to appends.</summary>
/// <param name="Before">Appends while nothing else happened.</param>
/// <param name="Meanwhile">Appends while batches were removed.</param>
/// <param name="Removed">Batches.</param>
internal sealed record RetentionResult(Timings Before, Timings Meanwhile, long Removed, TimeSpan Took)
{
    public double RemovedPerSecond => Removed / Took.TotalSeconds;

    public double AppendedPerSecond => Meanwhile.Count / Took.TotalSeconds;
}
