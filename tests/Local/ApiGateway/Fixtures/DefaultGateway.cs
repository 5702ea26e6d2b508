namespace Tollgate.Local.ApiGateway.Tests.Fixtures;

/// <summary>One gateway with nothing configured but its function, for all tests of a class.</summary>
public sealed class DefaultGateway : IAsyncLifetime
{
    public RunningGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await RunningGateway.StartAsync();

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
