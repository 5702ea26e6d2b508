using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Authentication.Keys;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Authentication.Keys;

/// <summary>The keys of a running issuer, fetched once already, without a silo around them.</summary>
internal sealed class RunningKeys : IAsyncDisposable
{
    private readonly IssuerDocuments _documents;

    private RunningKeys(TokenForge forge, FakeTimeProvider clock)
    {
        Forge = forge;
        Clock = clock;
        var options = Options.Create(new AuthOptions { Authority = forge.Issuer, Audience = forge.ClientId, RequireHttpsMetadata = false });
        _documents = new IssuerDocuments(options, clock);
        Keys = new SigningKeys(_documents, new TokenRules(options, clock), options, clock, NullLogger<SigningKeys>.Instance);
    }

    public TokenForge Forge { get; }

    public FakeTimeProvider Clock { get; }

    public SigningKeys Keys { get; }

    public static async Task<RunningKeys> StartAsync()
    {
        var keys = await StartColdAsync();
        await FakeTime.UntilAsync(() => !keys.Keys.Current.IsEmpty);
        return keys;
    }

    /// <summary>Does not wait for the first fetch.</summary>
    public static async Task<RunningKeys> StartColdAsync(Action<TokenForge>? change = null)
    {
        var clock = new FakeTimeProvider(RunningSilo.Noon);
        var forge = await TokenForge.StartAsync(clock);
        change?.Invoke(forge);
        var keys = new RunningKeys(forge, clock);
        await keys.Keys.StartAsync(TestContext.Current.CancellationToken);
        return keys;
    }

    public Task<KeyLookup> FindAsync(string kid) => Keys.FindAsync(kid, TestContext.Current.CancellationToken).AsTask();

    /// <summary>Asks for a key nobody has, so that the issuer is asked, and hears the outcome.</summary>
    public Task<KeyLookup> RefreshAsync() => FindAsync($"{Guid.NewGuid()}");

    public async ValueTask DisposeAsync()
    {
        await Keys.StopAsync(CancellationToken.None);
        Keys.Dispose();
        _documents.Dispose();
        await Forge.DisposeAsync();
    }
}
