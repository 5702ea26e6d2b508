using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class RestoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 14, 3, 5, TimeSpan.FromHours(2));

    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Backup => _log.Path + ".backup";

    private string Kept => _log.Path + ".before-restore-20261122T120305Z";

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Restore_SoundLog_IsKeptBesideTheBackup()
    {
        await WriteLogAndBackup();
        await Append("role-map", 2);
        Assert.Equal(Kept, await Restore());

        Assert.Equal(2, await VersionIn(_log.Path));
        Assert.Equal(3, await VersionIn(Kept));
        Assert.Equal(["events.db", "events.db.backup", Path.GetFileName(Kept), "events.db.lock"], FileNames());
        await Append("role-map", 2);
    }

    [Fact]
    public async Task Restore_LogOfAKilledProcess_IsKeptWithItsWriteAheadLog()
    {
        await WriteLogAndBackup();
        IReadOnlyList<string> acked;
        using (var writer = new CrasherProcess(_log.Path, writers: 8))
        {
            await writer.WaitUntil(static lines => lines.Count > 100, Cancellation);
            await writer.Kill(Cancellation);
            acked = writer.Acked;
        }

        Assert.Contains("events.db-wal", FileNames());
        await Restore();
        Assert.Equal(["events.db", "events.db.backup", Path.GetFileName(Kept), "events.db.lock"], FileNames());
        Assert.Equal(2, RawLog.Number(_log.Path, "SELECT count(*) FROM batches"));
        Assert.Superset(acked.ToHashSet(), (await Ids(Kept)).ToHashSet());
    }

    [Fact]
    public async Task Restore_DamagedLog_IsKeptAsItIs()
    {
        await WriteLogAndBackup();
        await File.WriteAllTextAsync(_log.Path, "damaged", Cancellation);
        await File.WriteAllTextAsync(_log.Path + "-wal", "of the damaged", Cancellation);
        await File.WriteAllTextAsync(_log.Path + "-shm", "stale", Cancellation);
        await Restore();

        Assert.Equal(2, await VersionIn(_log.Path));
        Assert.Equal("damaged", await File.ReadAllTextAsync(Kept, Cancellation));
        Assert.Equal("of the damaged", await File.ReadAllTextAsync(Kept + "-wal", Cancellation));
        Assert.DoesNotContain("events.db-wal", FileNames());
        Assert.DoesNotContain("events.db-shm", FileNames());
    }

    [Fact]
    public async Task Restore_Twice_KeepsBothLogs()
    {
        await WriteLogAndBackup();
        Assert.Equal(Kept, await Restore());
        await Append("role-map", 2);
        Assert.Equal(Kept + "-2", await Restore());
        Assert.Equal(2, await VersionIn(Kept));
        Assert.Equal(3, await VersionIn(Kept + "-2"));
    }

    [Fact]
    public async Task Restore_NoLogYet_PutsTheBackupThere()
    {
        await WriteLogAndBackup();
        var path = _log.Path + ".new/events.db";
        using (var restore = await SqliteLogRestore.PrepareAsync(path, Backup, null, Cancellation))
            Assert.Null(restore.Complete(Now));
        Assert.Equal(2, await VersionIn(path));
    }

    [Fact]
    public async Task Restore_NotCompleted_LeavesEverythingAsItWas()
    {
        await WriteLogAndBackup();
        await Append("role-map", 2);
        var before = FileNames();
        using (var restore = await SqliteLogRestore.PrepareAsync(_log.Path, Backup, null, Cancellation))
            Assert.Equal(2, await VersionIn(restore.Candidate));
        Assert.Equal(before, FileNames());
        Assert.Equal(3, await VersionIn(_log.Path));
    }

    [Fact]
    public async Task Restore_LogIsWrittenByAnotherProcess_IsRefused()
    {
        await WriteLogAndBackup();
        using var writer = new CrasherProcess(_log.Path, writers: 1);
        await writer.WaitUntilOpen(Cancellation);
        await AssertRefused($"The event log '{_log.Path}' is in use by another process.");
    }

    [Fact]
    public async Task Restore_LogIsRead_IsRefusedAndTheReaderGoesOn()
    {
        await WriteLogAndBackup();
        using var view = SqliteLogView.Open(_log.Path);
        Assert.Equal(2, await Version(view));
        await AssertRefused($"The event log '{_log.Path}' is being read by another process.");
        Assert.Equal(2, await Version(view));
        view.Dispose();
        await Restore();
    }

    [Fact]
    public async Task Restore_NoBackup_IsRefused()
    {
        await _log.Open().DisposeAsync();
        await AssertRefused($"There is no event log '{Backup}'.");
    }

    [Fact]
    public async Task Restore_BackupWithADamagedPage_IsRefused()
    {
        await using (var store = _log.Open())
            await Task.WhenAll(Enumerable.Range(0, 300).Select(i => store.AppendAsync($"stream/{i}", 0, Batches.Of(100), Cancellation)));
        File.Copy(_log.Path, Backup);
        await using (var file = File.OpenWrite(Backup))
        {
            file.Position = 20 * 4096;
            file.Write(Batches.Bytes(4096, 1));
        }

        await AssertRefused($"The event log '{Backup}' is damaged.");
    }

    [Theory]
    [InlineData("DROP TABLE heads")]
    [InlineData("ALTER TABLE batches RENAME COLUMN payload TO load")]
    [InlineData("CREATE TABLE more (value TEXT)")]
    public async Task Restore_BackupHasOtherTables_IsRefused(string sql)
    {
        await WriteLogAndBackup();
        RawLog.Run(Backup, sql);
        await AssertRefused($"The event log '{Backup}' does not have the tables of schema 2.");
        Assert.Equal(2, await VersionIn(_log.Path));
    }

    private async Task WriteLogAndBackup()
    {
        await using var store = _log.Open();
        await store.AppendAsync("role-map", 0, Batches.Of(1), Cancellation);
        await store.AppendAsync("role-map", 1, Batches.Of(1), Cancellation);
        await store.BackupAsync(Backup, null, Cancellation);
    }

    private async Task Append(string stream, long expectedVersion)
    {
        await using var store = _log.Open();
        await store.AppendAsync(stream, expectedVersion, Batches.Of(1), Cancellation);
    }

    private async Task<string?> Restore()
    {
        using var restore = await SqliteLogRestore.PrepareAsync(_log.Path, Backup, null, Cancellation);
        return restore.Complete(Now);
    }

    private async Task AssertRefused(string line)
    {
        var before = FileNames().Where(static name => !name.EndsWith("-shm", StringComparison.Ordinal) && !name.EndsWith("-wal", StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<EventStoreUnavailableException>(Restore);
        Assert.Equal(line, refusal.Message);
        Assert.Superset(before.ToHashSet(), FileNames().ToHashSet());
        Assert.DoesNotContain(FileNames(), static name => name.Contains("restor", StringComparison.Ordinal));
    }

    private static async Task<long> VersionIn(string path)
    {
        using var view = SqliteLogView.Open(path);
        return await Version(view);
    }

    private static async Task<long> Version(SqliteLogView view) => (await view.ReadAsync("role-map", 1, Cancellation).LastAsync(Cancellation)).LastVersion;

    private static async Task<List<string>> Ids(string path)
    {
        using var view = SqliteLogView.Open(path);
        return await view.ListAsync("", Cancellation).SelectMany((stream, _) => view.ReadAsync(stream, 1, Cancellation))
            .Select(static batch => batch.Batch.Id.ToString()).ToListAsync(Cancellation);
    }

    private string[] FileNames() =>
        [.. Directory.GetFiles(Path.GetDirectoryName(_log.Path)!).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
