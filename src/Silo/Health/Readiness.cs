using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Health;

/// <summary>
/// Whether this silo should be sent calls: active in the cluster, role map loaded, not draining. Asks no database. On shutdown it is the
/// first to change; the server goes on answering for <see cref="HttpOptions.DrainSeconds"/>.
/// </summary>
internal sealed class Readiness(ILocalSiloDetails silo, ISiloStatusOracle statuses, RoleMapCopy roleMap, IOptions<HttpOptions> options, TimeProvider clock)
    : IHostedLifecycleService
{
    private volatile bool _isDraining;

    public bool IsReady => !_isDraining && roleMap.IsLoaded && statuses.GetApproximateSiloStatus(silo.SiloAddress) == SiloStatus.Active;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        await Task.Delay(TimeSpan.FromSeconds(options.Value.DrainSeconds), clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
