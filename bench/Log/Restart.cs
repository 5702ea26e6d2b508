using Tollgate.Local.Demo;

namespace Tollgate.Log;

/// <summary>The silo started on the log, which its last writer did not close.</summary>
internal static class Restart
{
    /// <returns>From the start of the process until it is ready.</returns>
    public static async Task<TimeSpan> TimeAsync(string path, CancellationToken stopping)
    {
        var ports = Ports.Free();
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = $"http://127.0.0.1:{ports.Silo}",
            ["Auth:Authority"] = "http://127.0.0.1:9", // nobody; its keys are not needed to be ready
            ["Auth:Audience"] = "nobody",
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Store:SqlitePath"] = path,
            ["Cluster:SiloPort"] = $"{ports.OrleansSilo}",
            ["Cluster:GatewayPort"] = "0",
        };
        using var http = new HttpClient();
        await using var guard = Guard.Start();
        var started = TimeProvider.System.GetTimestamp();
        await using var silo = Part.Start("silo", BuiltPart.Silo, Path.GetDirectoryName(path)!, [settings], guard);
        await silo.UntilReadyAsync(http, HttpMethod.Get, $"http://127.0.0.1:{ports.Silo}/health/ready", stopping);
        return TimeProvider.System.GetElapsedTime(started);
    }
}
