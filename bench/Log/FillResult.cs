namespace Tollgate.Log;

/// <summary>How the log came to be.</summary>
/// <param name="MostMemory">The most bytes that the process took which wrote it.</param>
internal sealed record FillResult(TimeSpan Took, long MostMemory);
