using Tollgate.Throughput.Contending;
using Tollgate.Throughput.Loading;

namespace Tollgate.Throughput.Reporting;

/// <summary>What one contender did in one round.</summary>
/// <param name="CpuPerCall">Of its own processes, on all cores.</param>
/// <param name="Used">Of its store, for the whole round.</param>
internal sealed record Run(LoadResult Load, TimeSpan CpuPerCall, Usage Used);
