using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.DynamoDb;
using Tollgate.DynamoDb.EventStore;
using Tollgate.EventStore;
using Tollgate.Local.Demo.Clusters;
using Tollgate.Tests.Calls;
using Tollgate.Tests.Tokens;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>Silos as processes on DynamoDB Local. They believe a forge, so that a test has as many users as it likes.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    // Most tests say nothing of time. For them every deadline is long, so that on a machine busy with other things a late yes is no no.
    private static readonly IReadOnlyDictionary<string, string> Patience = new Dictionary<string, string>
    {
        ["Quota:DecisionTimeoutMs"] = "20000",
        ["DynamoDb:RequestTimeoutMs"] = "10000",
        ["RoleMap:MaxStalenessSeconds"] = "30",
        ["Cluster:FailureDetectionSeconds"] = "30",
    };

    private readonly TokenForge _forge;
    private readonly LocalCluster _cluster;
    private readonly DynamoDbLog _log;

    private RunningCluster(TokenForge forge, LocalCluster cluster, DynamoDbLog log, ClusterSetup setup, string dynamoDbUrl) =>
        (_forge, _cluster, _log, Setup, DynamoDbUrl) = (forge, cluster, log, setup, dynamoDbUrl);

    public string DynamoDbUrl { get; }

    public ClusterSetup Setup { get; }

    public IReadOnlyList<LocalSilo> Silos => _cluster.Silos;

    /// <summary>The log as it stands in DynamoDB now.</summary>
    public IEventReader Log => _log.Store;

    public string Admin => _forge.Issue(new TokenSpec { Email = "admin@example.com", Groups = ["tollgate-admins"] });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningCluster> StartAsync(SharedDynamoDb shared, ClusterSetup setup)
    {
        await Midnight.KeepAwayAsync(Cancellation);
        var folder = Directory.CreateDirectory(Path.Combine(SharedDynamoDb.Logs, TestContext.Current.TestMethod!.MethodName)).FullName;
        var dynamoDb = setup.DynamoDbUrl ?? shared.Url;
        var forge = setup.Forge ?? shared.Forge;
        var cluster = await LocalCluster.StartAsync(
            new LocalClusterOptions(ClusterPorts.Free(setup.Silos), folder, dynamoDb, forge.Issuer)
            {
                ClusterId = setup.ClusterId,
                TablePrefix = setup.TablePrefix,
                Silo = Merge(Patience, new Dictionary<string, string>(setup.Settings) { ["Quota:DefaultDailyLimit"] = $"{setup.Limit}" }),
                OneSilo = setup.OneSilo,
            },
            Cancellation);
        var log = await DynamoDbLog.OpenAsync(
            new DynamoDbOptions { ServiceUrl = setup.LogUrl ?? dynamoDb, TablePrefix = setup.TablePrefix, RequestTimeoutMs = 20_000 }, TimeProvider.System, Cancellation);
        var running = new RunningCluster(forge, cluster, log, setup, dynamoDb);
        foreach (var silo in running.Silos)
            await running.UntilItSeesAllAsync(silo);
        return running;
    }

    public static string Principal(string user) => $"{user}@example.com";

    public string TokenOf(string user) => _forge.Issue(new TokenSpec { Email = Principal(user), Subject = user });

    /// <summary>Asks one silo whether <c>GET /blog</c> may be called.</summary>
    /// <exception cref="HttpRequestException">The silo is down, or went down before its answer was complete.</exception>
    public async Task<SiloAnswer> AuthorizeAsync(LocalSilo silo, string token, string requestId, string path = "/blog")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{silo.Url}/v1/authorize");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        request.Content = new StringContent(JsonSerializer.Serialize(new { method = "GET", path, requestId }), Encoding.UTF8, "application/json");
        using var response = await _cluster.Http.SendAsync(request, Cancellation);
        return SiloAnswer.Of(response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    /// <summary>As an administrator: <c>PUT /v1/admin/...</c></summary>
    public async Task PutAsync(LocalSilo silo, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{silo.Url}/v1/admin/{path}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Admin}");
        using var response = await _cluster.Http.SendAsync(request, Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
    }

    /// <summary>The user's present day, or the one given.</summary>
    public Task<LoggedDay> ReadDayAsync(string user) => ReadDayAsync(user, QuotaDay.Of(TimeProvider.System.GetUtcNow()));

    public Task<LoggedDay> ReadDayAsync(string user, QuotaDay day)
    {
        Assert.True(Domain.Principal.TryParse(Principal(user), lowerCase: true, out var principal));
        return LoggedDay.ReadAsync(Log, principal, day);
    }

    public async ValueTask DisposeAsync()
    {
        _log.Dispose();
        await _cluster.DisposeAsync();
    }

    // Silos that know of each other only in part have an activation each of the same user, which is another test's subject.
    private Task UntilItSeesAllAsync(LocalSilo silo) => Eventually.HoldsAsync(() => SeesAllAsync(silo), $"{silo.Url} sees all silos");

    private async Task<bool> SeesAllAsync(LocalSilo silo)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{silo.Url}/v1/admin/cluster");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Admin}");
        using var response = await _cluster.Http.SendAsync(request, Cancellation);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        return response.IsSuccessStatusCode
            && body.GetProperty("silent").GetArrayLength() == 0
            && body.GetProperty("silos").EnumerateArray().Count(seen => seen.GetProperty("status").GetString() == "Active") == (Setup.AreStrangers ? 1 : Setup.Silos);
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> settings, IReadOnlyDictionary<string, string> stronger) =>
        settings.Where(setting => !stronger.ContainsKey(setting.Key)).Concat(stronger).ToDictionary();
}
