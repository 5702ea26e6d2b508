using Tollgate.EventStore;

namespace Tollgate.Silo.Commands.Verify;

/// <summary>Goes through one stream: versions without a gap, every event known, every event allowed after those before it.</summary>
internal sealed class StreamCheck(StreamFold? fold, Action<long, string> report)
{
    private bool _isFolding = fold is not null;

    /// <summary>The last version seen.</summary>
    public long Version { get; private set; }

    /// <summary>Whether the beginning is gone, as it may be in an old stream.</summary>
    public bool IsCut { get; private set; }

    public void Next(RecordedBatch recorded)
    {
        if (Version == 0)
            Begin(recorded.FirstVersion);
        else if (recorded.FirstVersion != Version + 1)
            Stop(Version + 1, $"the next batch begins at version {recorded.FirstVersion}.");

        Version = recorded.FirstVersion - 1;
        foreach (var data in recorded.Batch.Events)
        {
            Version++;
            if (_isFolding)
                Fold(data);
        }
    }

    private void Begin(long firstVersion)
    {
        if (fold is null)
            report(firstVersion, "this version knows no stream of this name.");
        else if (firstVersion > 1 && fold.HasExpired)
            (IsCut, _isFolding) = (true, false);
        else if (firstVersion != 1)
            Stop(1, $"the stream begins at version {firstVersion}.");
    }

    private void Fold(EventData data)
    {
        try
        {
            if (fold!.Next(data) is { } fault)
                report(Version, fault);
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or OverflowException)
        {
            Stop(Version, failure.Message);
        }
    }

    // What follows rests on what is missing here.
    private void Stop(long version, string fault)
    {
        _isFolding = false;
        report(version, fault);
    }
}
