namespace Tollgate.Sqlite.EventStore;

// A part of a stream's chain, a few rows: from the last one back to a landmark, which is the first. 0: back to where the stream begins.
internal readonly record struct Stretch(long LastId, long FirstId);

// The rows of a stretch, oldest first. Cut: a row was missing at their beginning.
internal sealed record StretchRows(IReadOnlyList<StoredBatch> Rows, bool IsCut);
