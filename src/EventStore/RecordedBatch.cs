namespace Tollgate.EventStore;

/// <summary>A batch where it stands in its stream.</summary>
/// <param name="FirstVersion">The version of its first event; versions begin at 1.</param>
public sealed record RecordedBatch(long FirstVersion, EventBatch Batch)
{
    public long LastVersion => FirstVersion + Batch.Events.Count - 1;
}
