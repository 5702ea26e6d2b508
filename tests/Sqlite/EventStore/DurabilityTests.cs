using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

// Killing a process cannot show that a commit reached the disk: only cutting the power could. So the settings are checked.
public sealed class DurabilityTests : IDisposable
{
    private readonly TemporaryLog _log = new();

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData("synchronous", 2)] // FULL
    [InlineData("fullfsync", 1)]
    public void Writer_EveryCommit_IsFlushedToDisk(string setting, long value)
    {
        using var connection = new WriteConnection(new LogFile(_log.Path), new SqliteEventStoreOptions { Path = _log.Path });
        Assert.Equal(value, connection.Setting(setting));
    }
}
