using System.Net.Http.Headers;
using Tollgate.Tests.Tokens;

namespace Tollgate.Gateways.Tests.Fixtures;

/// <summary>An API behind a real gateway, which asks a real silo process: <c>/blog</c> is open to IT, <c>/reports</c> to Finance, 100 calls a day.</summary>
internal sealed class GuardedApi : IAsyncDisposable
{
    public const int Limit = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("tollgate-gateway-").FullName;
    private readonly TokenForge _forge;
    private readonly RunningProcess _silo;
    private readonly RunningProcess _gateway;

    private GuardedApi(Gateway gateway, TokenForge forge, ProtectedApi api, string trusted)
    {
        _forge = forge;
        Api = api;
        (SiloPort, Port) = (FreePort.Find(), FreePort.Find());
        _silo = new RunningProcess(
            _folder, "dotnet", Path.Combine(AppContext.BaseDirectory, "Tollgate.Silo.dll"), $"--Urls=http://127.0.0.1:{SiloPort}",
            $"--Auth:Authority={forge.Issuer}", $"--Auth:Audience={forge.ClientId}", "--Auth:RequireHttpsMetadata=false",
            $"--Cluster:SiloPort={FreePort.Find()}", "--Cluster:GatewayPort=0", $"--Quota:DefaultDailyLimit={Limit}", $"--Check:TrustedProxies:0={trusted}",
            "--RoleMap:Bootstrap:0:Resource=/blog", "--RoleMap:Bootstrap:0:Roles=IT",
            "--RoleMap:Bootstrap:1:Resource=/reports", "--RoleMap:Bootstrap:1:Roles=Finance");
        gateway.WriteSamples(_folder, SiloPort, api.Port, Port);
        _gateway = new RunningProcess(_folder, gateway.Program, gateway.Arguments(_folder));
    }

    public ProtectedApi Api { get; }

    public int Port { get; }

    private int SiloPort { get; }

    public static async Task<GuardedApi> StartAsync(Gateway gateway, string trusted = "127.0.0.1")
    {
        var guarded = new GuardedApi(gateway, await TokenForge.StartAsync(), await ProtectedApi.StartAsync(), trusted);
        await guarded._silo.UntilAnswersAsync(new Uri($"http://127.0.0.1:{guarded.SiloPort}/health/ready"), withSuccess: true);
        await guarded._gateway.UntilAnswersAsync(new Uri($"http://127.0.0.1:{guarded.Port}/blog"), withSuccess: false);
        return guarded;
    }

    public string Token(string user) => _forge.Issue(new TokenSpec { Email = $"{user}@example.com" });

    public async Task<HttpResponseMessage> CallAsync(string? token, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Content = new ByteArrayContent(new byte[100_000]);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task KillSiloAsync() => _silo.KillAsync();

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _silo.DisposeAsync();
        await Api.DisposeAsync();
        await _forge.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
