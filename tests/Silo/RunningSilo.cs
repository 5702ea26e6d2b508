using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.TestingHost;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Authentication.Keys;
using Tollgate.Silo.Hosting;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests;

/// <summary>
/// The real silo process's own start-up, on real Kestrel, at noon of 2026-11-22 until the test says otherwise. <c>/blog</c> is open to IT and
/// Finance, and <c>/reports</c> to Finance.
/// </summary>
internal sealed class RunningSilo : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplicationFactory<Program> _factory;
    private readonly (string Key, string Value)[] _settings;
    private readonly bool _isFirst;

    private RunningSilo(
        TokenForge forge, FakeTimeProvider clock, FaultInjectingEventStore store, WebApplicationFactory<Program> factory, (string Key, string Value)[] settings, bool isFirst)
    {
        _settings = settings;
        _isFirst = isFirst;
        Forge = forge;
        Clock = clock;
        Store = store;
        _factory = factory;
        Http = factory.CreateClient();
    }

    public TokenForge Forge { get; }

    public FakeTimeProvider Clock { get; }

    public FaultInjectingEventStore Store { get; }

    public HttpClient Http { get; }

    /// <summary>The silo's own parts, for tests that hold one of them up.</summary>
    public IServiceProvider Services => _factory.Services;

    /// <summary>As the other silos know it.</summary>
    public string ClusterName => Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint.ToString();

    public SigningKeys Keys => Services.GetRequiredService<SigningKeys>();

    public static Task<RunningSilo> StartAsync(int limit = 50, params (string Key, string Value)[] settings) =>
        StartAsync(_ => { }, limit, settings);

    public static async Task<RunningSilo> StartAsync(
        Action<IServiceCollection> change, int limit = 50, params (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(Noon);
        var forge = await TokenForge.StartAsync(clock);
        var store = new FaultInjectingEventStore(new InMemoryEventStore());
        return await StartAsync(forge, clock, store, change, [("Quota:DefaultDailyLimit", $"{limit}"), .. settings], isFirst: true);
    }

    /// <summary>A second silo of this one's cluster, on the same store, clock and issuer. It is disposed of before this one.</summary>
    public async Task<RunningSilo> StartAnotherAsync()
    {
        var first = Services.GetRequiredService<ILocalSiloDetails>().SiloAddress.Endpoint;
        void Join(IServiceCollection services) => services.Configure<DevelopmentClusterMembershipOptions>(cluster => cluster.PrimarySiloEndpoint = first);
        var another = await StartAsync(Forge, Clock, Store, Join, _settings, isFirst: false);
        await FakeTime.UntilAsync(() => Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Count == 2);
        return another;
    }

    private static async Task<RunningSilo> StartAsync(
        TokenForge forge, FakeTimeProvider clock, FaultInjectingEventStore store, Action<IServiceCollection> change, (string Key, string Value)[] settings, bool isFirst)
    {
        var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseSetting("Auth:Authority", forge.Issuer);
            web.UseSetting("Auth:Audience", forge.ClientId);
            web.UseSetting("Auth:RequireHttpsMetadata", "false");
            web.UseSetting("Urls", "http://127.0.0.1:0");
            web.UseSetting("Store:Provider", "InMemory");
            web.UseSetting("Cluster:SiloPort", $"{FreePort.Find()}");
            web.UseSetting("Cluster:GatewayPort", $"{FreePort.Find()}");
            Map(web, 0, "/blog", "IT, Finance");
            Map(web, 1, "/reports", "Finance");
            foreach (var (key, value) in settings)
                web.UseSetting(key, value);
            web.ConfigureTestServices(services =>
            {
                services.AddKeyedSingleton<IEventStore>(EventStoreRegistration.Itself, store);
                services.AddSingleton<TimeProvider>(clock);
                services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
                services.AddLogging(logging => logging.ClearProviders());
                change(services);
            });
        });
        factory.UseKestrel();
        var silo = new RunningSilo(forge, clock, store, factory, settings, isFirst);
        await silo.UntilReadyAsync();

        // The keys are being fetched since the start, against the clock: a test that moves it at once would time the fetch out.
        var ownIssuer = !settings.Any(setting => setting.Key == "Auth:Authority");
        while (ownIssuer && silo.Keys.Current.IsEmpty)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        return silo;
    }

    public Task<HttpResponseMessage> AuthorizeAsync(string? token = null, string method = "GET", string path = "/blog", string? requestId = null) =>
        PostAsync(token ?? Forge.Issue(), JsonSerializer.Serialize(new { method, path, requestId = requestId ?? $"{Guid.NewGuid():N}" }));

    public async Task<HttpResponseMessage> PostAsync(string? token, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/authorize") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await SendAsync(request, token);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, token ?? Forge.Issue());
    }

    /// <summary>Lets time pass, and waits until the role map has been confirmed since: a copy of before is too old to be used.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        while (!Services.GetRequiredService<RoleMapCopy>().TryGet(out _))
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>A token of the admin group.</summary>
    public string Admin => Forge.Issue(new TokenSpec { Email = "admin@example.com", Groups = ["local_Okta", "tollgate-admins"] });

    public async Task<HttpResponseMessage> AdminAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, $"/v1/admin/{path}");
        if (body is not null)
            request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await SendAsync(request, token ?? Admin);
    }

    /// <summary>Sends the headers as they are, several lines for one name included.</summary>
    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request) => RawHttp.SendAsync(Http.BaseAddress!, request);

    public async Task<long> UsedAsync(string? token = null)
    {
        var response = await GetAsync("/v1/quota", token);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("used").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
        if (_isFirst)
            await Forge.DisposeAsync();
    }

    private static void Map(IWebHostBuilder web, int index, string resource, string roles)
    {
        web.UseSetting($"RoleMap:Bootstrap:{index}:Resource", resource);
        web.UseSetting($"RoleMap:Bootstrap:{index}:Method", "GET");
        web.UseSetting($"RoleMap:Bootstrap:{index}:Roles", roles);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token)
    {
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task UntilReadyAsync()
    {
        while (!(await Http.GetAsync("/health/ready")).IsSuccessStatusCode)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }
}
