using Tollgate.Throughput.Contending;

namespace Tollgate.Throughput;

/// <param name="Seconds">How long a contender is measured in each round.</param>
/// <param name="WarmUpSeconds">How long it is called before, once: the runtime compiles what is hot.</param>
/// <param name="Contenders">In the order of the report.</param>
/// <param name="Results">Where the figures go, as JSON; nowhere if null.</param>
internal sealed record BenchOptions(int Rounds, int Seconds, int WarmUpSeconds, IReadOnlyList<Contender> Contenders, FileInfo? Results);
