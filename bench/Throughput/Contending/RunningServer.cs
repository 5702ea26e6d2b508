using System.Globalization;
using System.Text.Json;

namespace Tollgate.Throughput.Contending;

/// <summary>A server that answers, with the processes that are its own: itself, and a Redis where it has one.</summary>
internal sealed class RunningServer(string url, Server server, IReadOnlyList<ServerProcess> processes) : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    public string Url => url;

    public TimeSpan CpuTime => processes.Aggregate(TimeSpan.Zero, static (sum, process) => sum + process.CpuTime);

    public async Task<Usage> UsageAsync(CancellationToken cancellationToken)
    {
        var asked = server.Store is Store.None or Store.Sqlite ? default
            : server.Program == Program.Silo ? OfMetrics(await Http.GetStringAsync(url + "/metrics", cancellationToken))
            : OfOpponent(await Http.GetStringAsync(url + "/consumed", cancellationToken));
        return asked with { Bytes = processes.Sum(static process => process.BytesWritten) };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes.Reverse())
            await process.DisposeAsync();
    }

    private static Usage OfOpponent(string json)
    {
        using var said = JsonDocument.Parse(json);
        return new(Number("requests"), Number("writeRequests"), Number("writeUnits"), 0);

        double Number(string name) => said.RootElement.GetProperty(name).GetDouble();
    }

    private static Usage OfMetrics(string metrics)
    {
        var usage = default(Usage);
        foreach (var line in metrics.Split('\n'))
        {
            if (line.StartsWith("tollgate_dynamodb_requests", StringComparison.Ordinal))
                usage = usage with { Requests = usage.Requests + Value(line), WriteRequests = usage.WriteRequests + (IsWrite(line) ? Value(line) : 0) };
            else if (line.StartsWith("tollgate_dynamodb_units", StringComparison.Ordinal) && line.Contains("kind=\"write\"", StringComparison.Ordinal))
                usage = usage with { WriteUnits = usage.WriteUnits + Value(line) };
        }

        return usage;
    }

    private static bool IsWrite(string line) =>
        line.Contains("operation=\"PutItem\"", StringComparison.Ordinal) || line.Contains("operation=\"UpdateItem\"", StringComparison.Ordinal)
        || line.Contains("operation=\"DeleteItem\"", StringComparison.Ordinal) || line.Contains("operation=\"TransactWriteItems\"", StringComparison.Ordinal);

    // name{labels} value [timestamp]
    private static double Value(string line) =>
        double.Parse(line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);
}
