using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Tollgate.DynamoDb.Clustering;
using Tollgate.DynamoDb.GrainState;

namespace Tollgate.DynamoDb.Tests.Fixtures;

/// <summary>Silos in this process, on real sockets, that find each other in DynamoDB and keep states of grains there; and a client that finds them.</summary>
internal sealed class OrleansCluster(SharedDynamoDb shared, string? url = null) : IAsyncDisposable
{
    public const string Kept = "kept";
    public const string Deleted = "deleted";
    public const string Fleeting = "fleeting";

    private readonly List<IHost> _silos = [];
    private IHost? _client;

    public string Id { get; } = $"cluster-{Guid.NewGuid():N}";

    public IReadOnlyList<IHost> Silos => _silos;

    public IClusterClient Client => _client!.Services.GetRequiredService<IClusterClient>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<IHost> StartSiloAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        AddDynamoDb(builder.Services);
        builder.UseOrleans(silo => silo
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Id, "service"))
            .ConfigureEndpoints(IPAddress.Loopback, SharedDynamoDb.FreePort(), SharedDynamoDb.FreePort())
            .UseDynamoDbMembership()
            .AddDynamoDbGrainStorage(Kept)
            .AddDynamoDbGrainStorage(Deleted, static options => options.DeleteStateOnClear = true)
            .AddDynamoDbGrainStorage(Fleeting, static options => options.TimeToLive = TimeSpan.FromDays(3)));
        var host = builder.Build();
        _silos.Add(host);
        await host.StartAsync(Cancellation);
        return host;
    }

    public async Task StopSiloAsync(IHost silo)
    {
        _silos.Remove(silo);
        await silo.StopAsync(Cancellation);
        silo.Dispose();
    }

    public async Task StartClientAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        AddDynamoDb(builder.Services);
        builder.UseOrleansClient(client => client
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Id, "service"))
            .UseDynamoDbGateways());
        _client = builder.Build();
        await _client.StartAsync(Cancellation);
    }

    /// <summary>Waits until each silo sees so many active ones.</summary>
    public async Task UntilActiveAsync(int count)
    {
        while (!_silos.All(silo => silo.Services.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) == count))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
    }

    public IGrainStorage Storage(string name) => _silos[0].Services.GetRequiredKeyedService<IGrainStorage>(name);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _silos.Prepend(_client).OfType<IHost>())
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }

    private void AddDynamoDb(IServiceCollection services)
    {
        services.AddSingleton(Options.Create(shared.Options(url)));
        services.AddSingleton(TimeProvider.System);
        services.AddDynamoDb();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Critical));
    }
}
