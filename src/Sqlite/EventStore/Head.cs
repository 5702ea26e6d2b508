namespace Tollgate.Sqlite.EventStore;

// Where a stream ends: the row of its last batch, its version, and the row of its newest landmark. An empty stream is all zeros.
internal readonly record struct Head(long LastId, long Version, long LandmarkId)
{
    // The batch that completes so many events of its stream is a landmark: it can be reached without the rows between it and the next.
    private const int LandmarkInterval = 8;

    // Once a batch of so many events was put there.
    public Head With(long id, int events)
    {
        var version = Version + events;
        return new(id, version, version / LandmarkInterval > Version / LandmarkInterval ? id : LandmarkId);
    }
}
