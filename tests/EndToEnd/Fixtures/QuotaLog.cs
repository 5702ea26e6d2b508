using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Sqlite.EventStore;

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
    public async Task<LoggedDay> ReadAsync(string user)
    {
        Assert.True(Principal.TryParse(RunningSystem.Principal(user), lowerCase: true, out var principal));
        var day = QuotaDay.Of(TimeProvider.System.GetUtcNow());
        var logged = LoggedDay.Empty(day);
        await foreach (var recorded in _store.ReadAsync(QuotaStream.Name(principal, day), 1, TestContext.Current.CancellationToken))
        {
            Assert.Equal(logged.State.Version + 1, recorded.FirstVersion);
            foreach (var data in recorded.Batch.Events)
                logged = logged.With(QuotaEventCodec.Decode(data.Type, data.Data.Span));
        }

        return logged;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
