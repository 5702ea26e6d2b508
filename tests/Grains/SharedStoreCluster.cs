using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Tollgate.Domain;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Roles;

namespace Tollgate.Grains.Tests;

/// <summary>A real Orleans cluster of several silos over one event store, with a clock that only the test moves for the grains.</summary>
internal sealed class SharedStoreCluster : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InProcessTestCluster _cluster;

    private SharedStoreCluster(InProcessTestCluster cluster, IEventStore store, FakeTimeProvider clock)
    {
        _cluster = cluster;
        Store = store;
        Clock = clock;
    }

    public IEventStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public IGrainFactory Grains => _cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Silos => [.. _cluster.Silos];

    public InProcessTestCluster Cluster => _cluster;

    public static async Task<SharedStoreCluster> StartAsync(
        int silos = 1, IEventStore? store = null, FakeTimeProvider? clock = null,
        Action<QuotaOptions>? quota = null, Action<RoleMapOptions>? roleMap = null, Action<IServiceCollection>? services = null)
    {
        store ??= new InMemoryEventStore();
        clock ??= new FakeTimeProvider(Noon);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(store);
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            // The fake clock runs ahead of the real one while a test waits for something.
            silo.Services.AddOptions<QuotaOptions>().Configure(options => options.DecisionTimeoutMs = 60_000).Configure(quota ?? (_ => { }));
            silo.Services.AddOptions<RoleMapOptions>().Configure(roleMap ?? (_ => { }));
            silo.Services.AddTollgateGrains();
            services?.Invoke(silo.Services);
            silo.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return new SharedStoreCluster(cluster, store, clock);
    }

    public IQuotaGrain Quota(string principal) => Grains.GetGrain<IQuotaGrain>(principal);

    /// <summary>As the facade asks: a call that this activation may not decide is asked again.</summary>
    public Task<QuotaReply> ChargeUntilDecidedAsync(string principal, ChargeRequest call)
    {
        Assert.True(Principal.TryParse(principal, lowerCase: false, out var who));
        return ServiceOf<QuotaClient>(Silos[0]).ChargeAsync(who, call.ToCommand()).AsTask();
    }

    /// <returns>What the principal's activation holds; null where there is none.</returns>
    public PrincipalQuota? QuotaInUse(string principal) =>
        _cluster.TryGetGrainContext(Quota(principal).GetGrainId(), out var context) && context is { GrainInstance: QuotaGrain grain } ? grain.Quota : null;

    /// <summary>Waits until so many calls of the principal are in its grain, undecided or not yet durable.</summary>
    public Task UntilWaitingAsync(string principal, int calls) => UntilAsync(() => QuotaInUse(principal) is { } quota && quota.Waiting >= calls, static () => { });

    /// <summary>Ends the principal's activation, as if it had been idle for long, and waits for its end.</summary>
    public Task DeactivateAsync(string principal) => _cluster.DeactivateAsync(Quota(principal));

    public TService ServiceOf<TService>(InProcessSiloHandle silo)
        where TService : notnull =>
        _cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<TService>();

    /// <summary>Lets pauses on the fake clock pass, however many there are, until the condition holds.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition) => UntilAsync(condition, () => Clock.Advance(TimeSpan.FromMilliseconds(10)));

    public Task AdvanceUntilDoneAsync(Task task) => AdvanceUntilAsync(() => task.IsCompleted);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    // The silos run on threads and timers of their own, which the fake clock does not move and which tell nobody how far they are.
    private static async Task UntilAsync(Func<bool> condition, Action meanwhile)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "It never came true.");
            meanwhile();
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
