namespace Tollgate.Sqlite.GrainState;

/// <summary>A state as it is stored.</summary>
public sealed record StoredState(ReadOnlyMemory<byte> Data, string ETag);
