namespace Tollgate.Local.ApiGateway.Starting;

/// <summary>The process: exit code 0 after a normal stop; 1, with one clear line on standard error, when it cannot start.</summary>
public static class GatewayProcess
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = GatewayHost.Build(args);
            await app.StartAsync();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync($"api-gateway: {line}");
            return 1;
        }
    }
}
