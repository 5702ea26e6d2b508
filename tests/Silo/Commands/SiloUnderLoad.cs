using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Commands;

/// <summary>A silo process that serves a log, and eight users who call it without a pause.</summary>
internal sealed class SiloUnderLoad : IAsyncDisposable
{
    private const int Users = 8;

    private readonly TokenForge _forge;
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly ConcurrentDictionary<string, int> _allowed = new();
    private Task _calls = Task.CompletedTask;

    private SiloUnderLoad(TokenForge forge, string folder, string store)
    {
        _forge = forge;
        var port = FreePort.Find();
        _http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        _process = SiloExecutable.Start(
            folder, $"--Urls=http://127.0.0.1:{port}", $"--Store:SqlitePath={store}", $"--Auth:Authority={forge.Issuer}", $"--Auth:Audience={forge.ClientId}",
            "--Auth:RequireHttpsMetadata=false", $"--Cluster:SiloPort={FreePort.Find()}", "--Cluster:GatewayPort=0", "--Quota:DefaultDailyLimit=1000000",
            "--RoleMap:Bootstrap:0:Resource=/blog", "--RoleMap:Bootstrap:0:Method=GET", "--RoleMap:Bootstrap:0:Roles=IT");
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
    }

    /// <summary>How many calls of each principal have been allowed.</summary>
    public IReadOnlyDictionary<string, int> Allowed => _allowed.ToDictionary();

    public static async Task<SiloUnderLoad> StartAsync(string folder, string store)
    {
        var silo = new SiloUnderLoad(await TokenForge.StartAsync(), folder, store);
        while (!await silo.IsReadyAsync())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        silo._calls = Task.WhenAll(Enumerable.Range(0, Users).Select(i => Task.Run(() => silo.CallAsync($"user-{i}@example.com"))));
        return silo;
    }

    /// <summary>Waits until every user has been allowed so many further calls.</summary>
    public async Task MoreCallsAsync(int count)
    {
        var before = Allowed;
        while (_allowed.Count < Users || _allowed.Any(user => user.Value < before.GetValueOrDefault(user.Key) + count))
        {
            Assert.False(_calls.IsCompleted, "The calls have ended.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Stops the calls, then the silo as an operator does it.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _calls;
        await SiloExecutable.SignalAsync(_process, "TERM");
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, _process.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _process.Kill();
        await _process.WaitForExitAsync();
        await _calls.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        _http.Dispose();
        _stop.Dispose();
        await _forge.DisposeAsync();
    }

    private async Task CallAsync(string email)
    {
        var token = new AuthenticationHeaderValue("Bearer", _forge.Issue(new() { Email = email, Departments = ["IT"] }));
        while (!_stop.IsCancellationRequested)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/authorize") { Content = JsonContent.Create(new { method = "GET", path = "/blog" }) };
            request.Headers.Authorization = token;
            using var response = await _http.SendAsync(request);
            response.EnsureSuccessStatusCode();
            _allowed.AddOrUpdate(email, 1, static (_, count) => count + 1);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process.HasExited)
            Assert.Fail(await _process.StandardError.ReadToEndAsync());
        try
        {
            using var answer = await _http.GetAsync("/health/ready", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // nobody listens yet
        }
    }
}
