using Tollgate.Tests.Tokens;

namespace Tollgate.Local.Identity.Tests.Forge;

public sealed class RunningForge : IAsyncLifetime
{
    public TokenForge Forge { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Forge = await TokenForge.StartAsync();

    public ValueTask DisposeAsync() => Forge.DisposeAsync();
}
