namespace Tollgate.Local.Demo.Clusters;

/// <summary>One silo of a cluster, as a process that comes and goes.</summary>
public sealed class LocalSilo : IAsyncDisposable
{
    // Three silos and a database may start at once, on two processors.
    private const int SecondsToStart = 60;

    private readonly Func<Part> _start;
    private readonly HttpClient _http;
    private Part? _part;

    internal LocalSilo(string name, string url, HttpClient http, Func<Part> start) => (Name, Url, _http, _start) = (name, url, http, start);

    public string Name { get; }

    /// <summary>Its facade.</summary>
    public string Url { get; }

    public bool IsRunning => _part is not null;

    /// <summary>Starts it, and waits until it is ready for calls.</summary>
    /// <exception cref="DemoFailedException">It does not come up.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _part = _start();
        await _part.UntilReadyAsync(_http, HttpMethod.Get, $"{Url}/health/ready", cancellationToken, SecondsToStart);
    }

    /// <summary><c>kill -9</c>: it tells nobody.</summary>
    public async Task KillAsync()
    {
        await _part!.KillAsync();
        await ForgetAsync();
    }

    /// <summary>A stop as an operator does it, by SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        var exitCode = await _part!.StopAsync();
        await ForgetAsync();
        return exitCode;
    }

    /// <summary>SIGSTOP: it listens, and does nothing until <see cref="ResumeAsync"/>.</summary>
    public Task SuspendAsync() => _part!.SignalAsync("STOP");

    public Task ResumeAsync() => _part!.SignalAsync("CONT");

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync($"{Url}/health/ready", cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_part is not null)
            await ForgetAsync();
    }

    private async Task ForgetAsync()
    {
        await _part!.DisposeAsync();
        _part = null;
    }
}
