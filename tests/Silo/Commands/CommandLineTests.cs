using Tollgate.Domain.Quotas;
using Tollgate.Silo.Commands;

namespace Tollgate.Silo.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly StoredLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--Urls=http://127.0.0.1:0")]
    [InlineData("--Urls", "http://127.0.0.1:0")]
    [InlineData("/Store:SqlitePath=verify")]
    [InlineData("Quota:DefaultDailyLimit=7")]
    [InlineData("--environment", "verify")]
    public void Settings_StartTheSilo(params string[] arguments) => Assert.False(CommandLine.IsMeant(arguments));

    [Theory]
    [InlineData("verify")]
    [InlineData("events", "--principal", "alice")]
    [InlineData("verfy", "--store=x")]
    [InlineData("--help")]
    [InlineData("--version")]
    public void Words_AreCommands(params string[] arguments) => Assert.True(CommandLine.IsMeant(arguments));

    [Fact]
    public async Task UnknownCommand_FailsInOneLine()
    {
        var result = await CommandResult.OfAsync("verfy");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Matches(@"\Atollgate: .*'verfy'.*\n\z", result.Error);
    }

    [Fact]
    public async Task MissingOption_FailsInOneLine() => (await CommandResult.OfAsync("backup")).AssertFailed("Option '--to' is required.");

    [Fact]
    public async Task NoStoreOption_UsesTheSilosSettings()
    {
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(1, 0));
        Directory.CreateDirectory(Path.Combine(_log.Folder, "data"));
        File.Move(_log.Path, Path.Combine(_log.Folder, "data", "tollgate.db"));
        var result = await SiloExecutable.RunAsync(_log.Folder, "verify");
        Assert.Equal((0, "1 streams, 1 events, 0 violations\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Interrupted_StopsInOneLine()
    {
        await _log.WriteAsync("quota/user-1/2026-11-22", new DayOpened(1, 0));
        _log.Damage("""
            WITH RECURSIVE numbers (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM numbers WHERE i < 200000)
            INSERT INTO batches SELECT i, 1, 1, 0, 0, batch_id, 'quota/user-' || i || '/2026-11-22', payload FROM numbers, batches WHERE id = 1;
            INSERT OR REPLACE INTO heads SELECT stream, id, 1, 0 FROM batches;
            UPDATE meta SET value = 200000 WHERE name = 'heads'
            """);
        using var verify = SiloExecutable.Start(_log.Folder, "verify", "--store", _log.Path);
        Assert.Matches("^So far [0-9]+ streams, [0-9]+ events, 0 violations$", await verify.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        await SiloExecutable.SignalAsync(verify, "INT");
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, verify.ExitCode);
        Assert.Equal("", await verify.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.EndsWith("tollgate: Stopped.\n", await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
