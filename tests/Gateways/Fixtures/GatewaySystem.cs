namespace Tollgate.Gateways.Tests.Fixtures;

/// <summary>One running system for all tests of one gateway.</summary>
public abstract class GatewaySystem : IAsyncLifetime
{
    internal abstract Gateway Gateway { get; }

    internal GuardedApi Guarded { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Guarded = await GuardedApi.StartAsync(Gateway);

    public async ValueTask DisposeAsync()
    {
        await Guarded.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

public sealed class NginxSystem : GatewaySystem
{
    internal override Gateway Gateway => Gateway.Nginx;
}

public sealed class CaddySystem : GatewaySystem
{
    internal override Gateway Gateway => Gateway.Caddy;
}

public sealed class HAProxySystem : GatewaySystem
{
    internal override Gateway Gateway => Gateway.HAProxy;
}
