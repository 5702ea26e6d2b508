namespace Tollgate.Sqlite.EventStore;

// Where a stream ends: the row of its last batch, and its version. An empty stream is (0, 0).
internal readonly record struct Head(long LastId, long Version);
