namespace Tollgate.Local.Identity.Tests;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("identity-").FullName;

    private string KeyPath => Path.Combine(_folder, "key.pem");

    [Fact]
    public async Task KeyFile_OverARestart_KeepsTokensAndRefreshTokensGood()
    {
        Answer before;
        await using (var first = await StartAsync())
            before = await first.SignInAsync();

        await using var second = await StartAsync();
        var refreshed = await second.AskAsync(("grant_type", "refresh_token"), ("refresh_token", before["refresh_token"]));

        Assert.Equal(200, refreshed.Status);
        Assert.Equal(before.IdToken.Kid, refreshed.IdToken.Kid);
        var keys = (await new Consumer(second.Url, RunningIdentity.ClientId).DiscoverAsync()).JsonWebKeySet.Keys;
        Assert.Equal(before.IdToken.Kid, Assert.Single(keys).Kid);
    }

    [Fact]
    public async Task KeyFile_WhenMade_IsForItsOwnerOnly()
    {
        await using var identity = await StartAsync();

        Assert.True(File.Exists(KeyPath));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public async Task NoKeyFile_GivesANewKeyEachStart()
    {
        await using var first = await RunningIdentity.StartAsync(TimeProvider.System, RunningIdentity.NewKey);
        await using var second = await RunningIdentity.StartAsync(TimeProvider.System, RunningIdentity.NewKey);

        Assert.NotEqual((await first.SignInAsync()).IdToken.Kid, (await second.SignInAsync()).IdToken.Kid);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The same issuer for both: the port differs, and a refresh token is good for its issuer only.
    private Task<RunningIdentity> StartAsync() => RunningIdentity.StartAsync(
        TimeProvider.System, $"--Identity:KeyPath={KeyPath}", "--Identity:Issuer=http://identity.test");
}
