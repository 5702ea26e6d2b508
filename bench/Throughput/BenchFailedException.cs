namespace Tollgate.Throughput;

/// <summary>The run shows nothing. The message says why, in one line.</summary>
internal sealed class BenchFailedException(string message) : Exception(message);
