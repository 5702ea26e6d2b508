using System.CommandLine;

namespace Tollgate.Silo.Commands;

/// <summary>Asks the silo on this machine how it is: the health check of a container that has neither a shell nor curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly Option<bool> Ready = new("--ready") { Description = "Whether it should be sent calls, not only whether it lives." };

    public static Command Create()
    {
        var command = new Command("health", "Asks the silo on this machine whether it lives; exit code 1 if it does not say so.") { Ready };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stopping)
    {
        var url = new Uri(Facade(), arguments.GetValue(Ready) ? "/health/ready" : "/health/live");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(url, stopping);
            await arguments.InvocationConfiguration.Output.WriteLineAsync(await answer.Content.ReadAsStringAsync(stopping));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            throw new CommandFailedException($"{url} does not answer.", fault);
        }
    }

    // The first http address that the silo's settings name, by loopback where it stands for every address.
    private static Uri Facade()
    {
        var urls = SiloSettings.Value(WebHostDefaults.ServerUrlsKey) ?? "";
        var address = urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(BindingAddress.Parse).FirstOrDefault(static url => url is { Scheme: "http", IsUnixPipe: false })
            ?? throw new CommandFailedException($"Urls '{urls}' names no http address to ask.");
        return new Uri($"http://{(address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host)}:{address.Port}");
    }
}
