namespace Tollgate.Local.ApiGateway.Tests.Fixtures;

/// <summary>A gateway of another account, region and stage, with its own routes.</summary>
public sealed class OrdersGateway : IAsyncLifetime
{
    public RunningGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await RunningGateway.StartAsync(
        "--Gateway:Stage=Prod", "--Gateway:ApiId=abc123", "--Aws:Region=eu-central-1", "--Aws:AccountId=999999999999", "--Lambda:Concurrency=1",
        "--Gateway:Routes:0:Method=POST", "--Gateway:Routes:0:Path=/orders/{id}", "--Gateway:Routes:0:MockStatus=201", "--Gateway:Routes:0:MockBody={\"ok\":true}",
        "--Gateway:Routes:1:Path=/orders/{id}", "--Gateway:Cors:AllowOrigin=http://localhost:5173");

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
