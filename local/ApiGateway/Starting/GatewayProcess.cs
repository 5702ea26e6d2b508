using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Starting;

/// <summary>The process: exit code 0 after a normal stop; 1, with one clear line on standard error, when it cannot start.</summary>
public static partial class GatewayProcess
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = GatewayHost.Build(args);
            await app.StartAsync();
            var (url, stage) = (app.Urls.First(), app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.Stage);
            Ready(app.Logger, url, stage);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync($"api-gateway: {line}");
            return 1;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "API Gateway stand-in ready at {Url}/{Stage}")]
    private static partial void Ready(ILogger logger, string url, string stage);
}
