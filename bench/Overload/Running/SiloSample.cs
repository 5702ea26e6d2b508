namespace Tollgate.Overload.Running;

/// <summary>The silo at one moment.</summary>
/// <param name="Second">Since the watch began.</param>
/// <param name="MemoryBytes">Resident.</param>
/// <param name="Deciding">Calls let in and not yet answered.</param>
/// <param name="Room">How many of them there may be.</param>
/// <param name="WaitingBatches">Batches that wait for the writer of the log.</param>
internal readonly record struct SiloSample(double Second, long MemoryBytes, long Deciding, long Room, long WaitingBatches);
