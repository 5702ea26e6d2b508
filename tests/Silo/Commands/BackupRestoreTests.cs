using System.Text.RegularExpressions;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Tests.Commands;

// With real processes: what is shown here is what several of them do to one file.
public sealed partial class BackupRestoreTests : IDisposable
{
    private readonly StoredLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(_log.Folder, "backups", "night.db");

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Backup_OfAServingSilo_IsAPrefixOfItsLogAndCanBeRestored()
    {
        await using var silo = await SiloUnderLoad.StartAsync(_log.Folder, _log.Path);
        await silo.MoreCallsAsync(20);
        var before = silo.Allowed;
        var backedUp = await Run("backup", "--to", Backup);
        Assert.Equal((0, $"Backed up '{_log.Path}' to '{Backup}'.\n"), (backedUp.ExitCode, backedUp.Output));
        await silo.MoreCallsAsync(20);

        // Everybody else may look at the log meanwhile; to exchange it, nobody.
        Assert.Equal(0, (await Run("verify")).ExitCode);
        Assert.Contains(" calls-charged ", (await Run("events", "--principal", "user-5@example.com")).Output, StringComparison.Ordinal);
        (await Run("restore", "--from", Backup)).AssertFailed($"The event log '{_log.Path}' is in use by another process.");
        await silo.MoreCallsAsync(20);
        await silo.StopAsync();
        await AssertPrefix(before);

        var after = await UsedAsync(_log.Path);
        var restored = await Run("restore", "--from", Backup);
        Assert.Equal(0, restored.ExitCode);
        var kept = KeptAs().Match(restored.Output).Groups[1].Value;
        Assert.Equal(await UsedAsync(Backup), await UsedAsync(_log.Path));
        Assert.Equal(after, await UsedAsync(kept));

        await using var again = await SiloUnderLoad.StartAsync(_log.Folder, _log.Path);
        await again.MoreCallsAsync(1);
    }

    [Fact]
    public async Task Restore_LogWithAViolation_IsRefused()
    {
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(1, 0), new CallsCharged("r-1", 2, "/blog", "GET"));
        Assert.Equal(0, (await Command("backup", "--to", Backup)).ExitCode);
        await _log.WriteAsync(StoredLog.AliceToday, new QuotaExhausted());
        Assert.Equal(
            new(1, "", $"""
            {StoredLog.AliceToday} version 2: used 0 and 2 more units exceed the limit 1.
            tollgate: '{Backup}' is not restored: 1 streams, 2 events, 1 violations.

            """),
            await Command("restore", "--from", Backup));
        Assert.Equal(3, (await VersionsAsync(_log.Path))[StoredLog.AliceToday]);
        Assert.Empty(Directory.GetFiles(_log.Folder, "*restor*"));
    }

    [Fact]
    public async Task Restore_SoundBackup_SaysWhereTheOldLogIs()
    {
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(1, 0));
        await Command("backup", "--to", Backup);
        await _log.WriteAsync(StoredLog.AliceToday, new QuotaExhausted());
        Assert.Equal(
            new(0, $"Restored '{_log.Path}' from '{Backup}'. The old log is kept as '{_log.Path}.before-restore-20261122T120000Z'.\n", ""),
            await Command("restore", "--from", Backup));
        Assert.Equal(1, (await VersionsAsync(_log.Path))[StoredLog.AliceToday]);
    }

    [Fact]
    public async Task Backup_FileExists_IsReplacedOnlyByForce()
    {
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(1, 0));
        await Command("backup", "--to", Backup);
        (await Command("backup", "--to", Backup)).AssertFailed($"The backup '{Backup}' exists already.");
        await _log.WriteAsync(StoredLog.AliceToday, new QuotaExhausted());
        Assert.Equal(0, (await Command("backup", "--to", Backup, "--force")).ExitCode);
        Assert.Equal(2, (await VersionsAsync(Backup))[StoredLog.AliceToday]);
    }

    private Task<CommandResult> Run(params string[] arguments) => SiloExecutable.RunAsync(_log.Folder, [.. arguments, "--store", _log.Path]);

    private Task<CommandResult> Command(params string[] arguments) => CommandResult.OfAsync([.. arguments, "--store", _log.Path]);

    // Whatever was answered before the backup began is in it, and nothing that is not in the log.
    private async Task AssertPrefix(IReadOnlyDictionary<string, int> allowedBefore)
    {
        var used = await UsedAsync(Backup);
        foreach (var (principal, count) in allowedBefore)
            Assert.InRange(used[principal], count, int.MaxValue);

        using var backup = SqliteLogView.Open(Backup);
        using var log = SqliteLogView.Open(_log.Path);
        await foreach (var stream in backup.ListAsync("", Cancellation))
        {
            var copy = await backup.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation);
            Batches.AssertSame(await log.ReadAsync(stream, 1, Cancellation).Take(copy.Count).ToListAsync(Cancellation), copy);
        }

        Assert.Equal(0, (await CommandResult.OfAsync("verify", "--store", Backup)).ExitCode);
    }

    // How many calls of each user are in the log; a test that runs over midnight finds them in two streams.
    private static async Task<Dictionary<string, int>> UsedAsync(string path)
    {
        using var view = SqliteLogView.Open(path);
        return await view.ListAsync("quota/", Cancellation)
            .SelectMany((stream, _) => Charges(view, stream).Select(_ => Uri.UnescapeDataString(stream.Split('/')[1])))
            .CountBy(static principal => principal)
            .ToDictionaryAsync(cancellationToken: Cancellation);
    }

    private static IAsyncEnumerable<EventData> Charges(SqliteLogView view, string stream) =>
        view.ReadAsync(stream, 1, Cancellation).SelectMany(static batch => batch.Batch.Events).Where(static data => data.Type == "calls-charged");

    private static async Task<Dictionary<string, long>> VersionsAsync(string path)
    {
        using var view = SqliteLogView.Open(path);
        return await view.ListAsync("", Cancellation)
            .ToDictionaryAsync(async (stream, _) => stream, async (stream, stop) => (await view.ReadAsync(stream, 1, stop).LastAsync(stop)).LastVersion, cancellationToken: Cancellation);
    }

    [GeneratedRegex("The old log is kept as '(.+)'")]
    private static partial Regex KeptAs();
}
