using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tollgate.Local.Demo;
using Tollgate.Tests.Calls;
using Tollgate.Tests.Tokens;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>
/// The silo on SQLite, ApiGateway and the real authorizer, as processes. They believe a forge in the place of Identity, so that a test has as
/// many users as it likes. <c>GET /blog</c> is open to IT and Finance.
/// </summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private readonly Caller _caller;

    private RunningSystem(TokenForge forge, LocalSystem local, string folder)
    {
        Forge = forge;
        Local = local;
        Folder = folder;
        _caller = new Caller(local);
    }

    public TokenForge Forge { get; }

    public LocalSystem Local { get; }

    /// <summary>Holds the event log, and a file with what each process printed.</summary>
    public string Folder { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="silo">Beyond <see cref="Patience"/>; these win.</param>
    /// <param name="apiGateway">Beyond <see cref="Patience"/>; these win.</param>
    public static async Task<RunningSystem> StartAsync(
        int dailyLimit, Dictionary<string, string>? silo = null, Dictionary<string, string>? apiGateway = null)
    {
        await Midnight.KeepAwayAsync(Cancellation);
        var folder = Directory.CreateTempSubdirectory("tollgate-e2e-").FullName;
        var forge = await TokenForge.StartAsync();
        var local = await LocalSystem.StartAsync(
            new SystemOptions(Ports.Free(), folder, dailyLimit)
            {
                Authority = forge.Issuer,
                Silo = Merge(Patience.OfSilo, silo ?? []),
                ApiGateway = Merge(Patience.OfGateway, apiGateway ?? []),
            },
            Cancellation);
        return new RunningSystem(forge, local, folder);
    }

    public static string Principal(string user) => $"{user}@example.com";

    public string TokenOf(string user) => Forge.Issue(new TokenSpec { Email = Principal(user), Subject = user });

    /// <summary><c>GET /blog</c> through the gateway.</summary>
    public Task<ApiAnswer> CallApiAsync(string token) => _caller.CallApiAsync(token, Cancellation);

    /// <summary>Asks the silo itself whether <c>GET /blog</c> may be called.</summary>
    /// <exception cref="HttpRequestException">The silo is down, or went down before its answer was complete.</exception>
    public async Task<SiloAnswer> AuthorizeAsync(string token, string requestId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Local.SiloUrl}/v1/authorize");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        request.Content = new StringContent(
            JsonSerializer.Serialize(new { method = "GET", path = "/blog", requestId }), Encoding.UTF8, "application/json");
        using var response = await Local.Http.SendAsync(request, Cancellation);
        return SiloAnswer.Of(response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation));
    }

    public async Task<bool> IsReadyAsync()
    {
        using var response = await Local.Http.GetAsync($"{Local.SiloUrl}/health/ready", Cancellation);
        return response.IsSuccessStatusCode;
    }

    /// <summary>The event log as it is on disk now, while no silo runs.</summary>
    public QuotaLog ReadLog() => QuotaLog.CopyOf(Local.SqlitePath);

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        await Forge.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> settings, Dictionary<string, string> stronger) =>
        settings.Where(setting => !stronger.ContainsKey(setting.Key)).Concat(stronger).ToDictionary();
}
