namespace Tollgate.Grains.Streams;

/// <summary>The state of a stream after one of its batches.</summary>
/// <param name="FirstVersion">Where that batch begins.</param>
/// <param name="LastVersion">Where it ends: the version that the state has.</param>
/// <param name="BatchId">Which batch it is: if another one stands there, the snapshot is of a past that never was.</param>
internal sealed record StreamSnapshot<TState>(TState State, long FirstVersion, long LastVersion, Guid BatchId);

/// <summary>
/// Where the state of a long stream is put down now and then, so that the stream need not be folded from its beginning. Snapshots affect what a
/// load costs, never what it finds; so neither method ever throws.
/// </summary>
internal interface IStreamSnapshots<TState>
{
    /// <summary>How many bytes of events are folded again at most, about, where a snapshot is at hand.</summary>
    long Interval { get; }

    /// <returns>The last snapshot of the stream that is known; null for none.</returns>
    Task<StreamSnapshot<TState>?> FindAsync(string stream);

    /// <summary>Puts a snapshot down in its own time; or not at all.</summary>
    void Offer(string stream, StreamSnapshot<TState> snapshot);
}
