using System.Net;
using Tollgate.Local.Demo;
using Tollgate.Overload.Calls;
using Tollgate.Tests.Tokens;

namespace Tollgate.Overload.Running;

/// <summary>A silo as it is deployed, in a process of its own, with a log in a folder of its own. It believes a forge, so there are as many users as it takes.</summary>
internal sealed class SiloUnderTest : IAsyncDisposable
{
    // No day is ever used up: what is refused is refused for want of time or room.
    private const string NoLimit = "1000000000000";

    private readonly string _folder = Directory.CreateTempSubdirectory("tollgate-overload-").FullName;
    private readonly Guard _guard;
    private readonly TokenForge _forge;
    private readonly HttpClient _http = new();
    private readonly Part _silo;

    private SiloUnderTest(Guard guard, TokenForge forge, OverloadOptions options)
    {
        (_guard, _forge) = (guard, forge);
        var ports = Ports.Free();
        Address = new IPEndPoint(IPAddress.Loopback, ports.Silo);
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = $"http://{Address}",
            ["Auth:Authority"] = forge.Issuer,
            ["Auth:Audience"] = forge.ClientId,
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Quota:DefaultDailyLimit"] = NoLimit,
            ["Quota:DecisionTimeoutMs"] = $"{options.DeadlineMs}",
            ["Store:SqlitePath"] = LogPath,
            ["Cluster:SiloPort"] = $"{ports.OrleansSilo}",
            ["Cluster:GatewayPort"] = "0",
            ["RoleMap:Bootstrap:0:Resource"] = "/blog",
            ["RoleMap:Bootstrap:0:Method"] = "GET",
            ["RoleMap:Bootstrap:0:Roles"] = "IT",
        };
        settings[SiloConnection.InlineCompletions] = "0"; // the silo is started as it is deployed
        if (options.OwnCores)
            settings["DOTNET_PROCESSOR_COUNT"] = $"{Cores.OfSilo.Count}";
        _silo = Part.Start("silo", BuiltPart.Silo, _folder, [settings], guard);
    }

    public IPEndPoint Address { get; }

    public string LogPath => Path.Combine(_folder, "tollgate.db");

    public static async Task<SiloUnderTest> StartAsync(OverloadOptions options, CancellationToken stopping)
    {
        var silo = new SiloUnderTest(Guard.Start(), await TokenForge.StartAsync(), options);
        await silo._silo.UntilReadyAsync(silo._http, HttpMethod.Get, $"http://{silo.Address}/health/ready", stopping);
        return silo;
    }

    public int ProcessId => _silo.Id;

    public string TokenOf(int user) => _forge.Issue(new TokenSpec { Email = $"user{user}@example.com", Subject = $"user{user}" });

    /// <summary>Well-shaped, of the right issuer and time, and signed by nobody.</summary>
    public string UnsignedToken(int number) => _forge.Draft(new TokenSpec { Subject = $"nobody{number}" }).SignedWith(Signatures.Zeros(256)).Write();

    /// <summary>Well-shaped, and signed by a key that the issuer does not publish.</summary>
    public string StrangersToken(int number) =>
        _forge.Draft(new TokenSpec { Subject = $"stranger{number}" }).WithHeader("kid", $"key-{number}").SignedWith(Signatures.Rs256(TokenForge.StrangerKey.Rsa)).Write();

    public Task<string> MetricsAsync(CancellationToken stopping) => _http.GetStringAsync($"http://{Address}/metrics", stopping);

    /// <summary>A stop as an operator does it: everything queued is committed.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync() => _silo.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _guard.DisposeAsync();
        await _forge.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
