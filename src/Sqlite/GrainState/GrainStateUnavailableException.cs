namespace Tollgate.Sqlite.GrainState;

/// <summary>The file of the grains' states cannot be used: it is full, read-only, damaged, closed or not one of ours.</summary>
public sealed class GrainStateUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
