using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Sqlite.EventStore;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>
/// The event log, read back from the file that a silo has left behind. It is read from a copy: opening the file itself would repair it after
/// a crash, and that is the next silo's work.
/// </summary>
internal sealed class QuotaLog : IAsyncDisposable
{
    private readonly string _folder;
    private readonly SqliteEventStore _store;

    private QuotaLog(string folder, SqliteEventStore store)
    {
        _folder = folder;
        _store = store;
    }

    public static QuotaLog CopyOf(string path)
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-log-").FullName;
        var copy = Path.Combine(folder, Path.GetFileName(path));
        foreach (var suffix in (string[])["", "-wal"])
            if (File.Exists(path + suffix))
                File.Copy(path + suffix, copy + suffix);
        return new QuotaLog(folder, SqliteEventStore.Open(new SqliteEventStoreOptions { Path = copy }));
    }

    /// <summary>The user's present day.</summary>
    public Task<LoggedDay> ReadAsync(string user)
    {
        Assert.True(Principal.TryParse(RunningSystem.Principal(user), lowerCase: true, out var principal));
        return LoggedDay.ReadAsync(_store, principal, QuotaDay.Of(TimeProvider.System.GetUtcNow()));
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
