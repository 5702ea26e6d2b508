using System.Diagnostics;

namespace Tollgate.Silo.Tests.Hosting;

/// <summary>The silo as an operator starts it, with settings that are right until a test says otherwise.</summary>
internal sealed class SiloExecutable : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private SiloExecutable(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <param name="settings">Beside where the log is; they win. Null takes a setting away.</param>
    public static SiloExecutable Start(string sqlitePath, params (string Key, string? Value)[] settings)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Tollgate.Silo"))
        {
            WorkingDirectory = Path.GetDirectoryName(sqlitePath),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var all = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Auth:Authority"] = "https://issuer.example",
            ["Auth:Audience"] = "tollgate-web",
            ["Store:SqlitePath"] = sqlitePath,
            ["Cluster:SiloPort"] = $"{FreePort.Find()}",
            ["Cluster:GatewayPort"] = "0",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        foreach (var (key, value) in all)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new SiloExecutable(Process.Start(start)!);
    }

    public async Task UntilLiveAsync(string url)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        while (!await IsLiveAsync(http))
        {
            Assert.False(_process.HasExited, "The silo has ended.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public async Task<(int ExitCode, string Output, string Errors)> UntilEndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsLiveAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/live", TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false; // nobody listens yet
        }
    }
}
