namespace Tollgate.Sqlite.EventStore;

// A batch that is old enough to go, where its stream was when it was written, and whether nothing came after it.
internal readonly record struct RemovableRow(string Stream, Head At, bool IsHead);

// What a look at the oldest rows found. Everything up to SettledId is either kept for ever or about to be removed.
internal sealed record RemovableRows(IReadOnlyList<RemovableRow> Rows, long SettledId, long LastId, bool FoundYoung);
