using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Services;

namespace Tollgate.Silo.Tests.Cluster;

/// <summary>A question that a test answers for each silo as it likes.</summary>
[Alias("tollgate.tests.count")]
internal interface ICountService : IGrainService
{
    [Alias("count")]
    Task<string> Count();
}

/// <summary>What the silo with this instance says.</summary>
internal sealed class Counts
{
    public Func<Task<string>> Answer { get; set; } = () => Task.FromResult("0");
}

[Reentrant]
internal sealed class CountService(GrainId id, Orleans.Runtime.Silo silo, Microsoft.Extensions.Logging.ILoggerFactory loggers, Counts counts)
    : GrainService(id, silo, loggers), ICountService
{
    public Task<string> Count() => counts.Answer();
}
