using Microsoft.Extensions.Logging;
using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>Where all live streams of one kind read and write, and by which clock: one for the whole silo.</summary>
/// <param name="Snapshots">Null where there are none of this kind.</param>
internal sealed record StreamSources<TState>(IEventStore Store, IStreamSnapshots<TState>? Snapshots, TimeProvider Clock, ILogger Logger)
{
    /// <summary>How old the knowledge may be that an answer rests on which writes nothing.</summary>
    public static readonly TimeSpan ConfirmationHolds = TimeSpan.FromSeconds(1);
}
