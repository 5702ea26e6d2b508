using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Tollgate.EventStore;
using Tollgate.Grains;
using Tollgate.Grains.Quotas;

namespace Tollgate.Load;

/// <summary>Real silos in this process, over one log. Calls go through any of those that take calls.</summary>
internal sealed class LoadCluster : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private volatile QuotaClient[] _quotas = [];
    private volatile int _changes;

    private LoadCluster(InProcessTestCluster cluster) => _cluster = cluster;

    /// <summary>How many changes of its silos have begun or ended: odd during one.</summary>
    public int Changes => _changes;

    public static async Task<LoadCluster> StartAsync(int silos, int limit, IEventStore log, CancellationToken stopping)
    {
        var clock = new NoonClock();
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(log);
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System); // only the grains live at noon
            silo.Services.Configure<QuotaOptions>(options => options.DefaultDailyLimit = limit);
            silo.Services.AddTollgateGrains();
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        });
        var cluster = new LoadCluster(builder.Build());
        await cluster._cluster.DeployAsync(stopping);
        cluster._quotas = [.. cluster._cluster.Silos.Select(cluster.QuotasOf)];
        return cluster;
    }

    public QuotaClient AnyQuotas()
    {
        var quotas = _quotas;
        return quotas[Random.Shared.Next(quotas.Length)];
    }

    /// <param name="changes">As <see cref="Changes"/> was.</param>
    public bool HasChangedSince(int changes) => changes % 2 == 1 || changes != _changes;

    /// <summary>Stops one silo as a deployment does: first no new calls come to it, then it ends in order.</summary>
    public async Task StopOneAsync(CancellationToken stopping)
    {
        Interlocked.Increment(ref _changes);
        var last = _cluster.Silos[^1];
        var quotas = QuotasOf(last);
        _quotas = [.. _quotas.Where(other => other != quotas)];
        await _cluster.StopSiloAsync(last, stopping);
        Interlocked.Increment(ref _changes);
    }

    public async Task AddOneAsync()
    {
        Interlocked.Increment(ref _changes);
        var added = await _cluster.StartAdditionalSiloAsync();
        _quotas = [.. _quotas, QuotasOf(added)];
        Interlocked.Increment(ref _changes);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private QuotaClient QuotasOf(InProcessSiloHandle silo) =>
        _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<QuotaClient>();
}
