using System.ComponentModel.DataAnnotations;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Open_DirectoryIsMissing_MakesIt()
    {
        var path = Path.Combine(Path.GetDirectoryName(_log.Path)!, "data", "of today", "events.db");
        await using var store = _log.Open(options => options.Path = path);
        await store.AppendAsync("role-map", 0, Batches.Of(1), Cancellation);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task Open_LogThatIsOpen_IsRefused()
    {
        await using var store = _log.Open();
        AssertRefused($"The event log '{_log.Path}' is in use by another process.");
    }

    [Fact]
    public async Task Open_AfterAnotherHasClosed_Works()
    {
        for (var i = 0; i < 3; i++)
            await _log.Open().DisposeAsync();
    }

    [Fact]
    public async Task Open_AfterARefusal_IsNotHeldBackByIt()
    {
        await File.WriteAllTextAsync(_log.Path, new string('x', 5000), Cancellation);
        AssertRefused($"The file '{_log.Path}' is not an event log.");
        File.Delete(_log.Path);
        await using var store = _log.Open();
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAlone()
    {
        RawLog.Run(_log.Path, "CREATE TABLE theirs (value TEXT)");
        var before = File.ReadAllBytes(_log.Path);
        AssertRefused($"The file '{_log.Path}' is a database, but not an event log.");
        Assert.Equal(before, File.ReadAllBytes(_log.Path));
    }

    [Theory]
    [InlineData(7, "a newer")]
    [InlineData(1, "an older")]
    public async Task Open_LogOfAnotherVersion_IsRefused(int schema, string which)
    {
        await _log.Open().DisposeAsync();
        RawLog.Run(_log.Path, $"PRAGMA user_version = {schema}");
        AssertRefused($"The event log '{_log.Path}' was written by {which} version (schema {schema}; this version reads 2).");
    }

    [Fact]
    public async Task Open_ReadOnlyFile_IsRefused()
    {
        await _log.Open().DisposeAsync();
        File.SetAttributes(_log.Path, FileAttributes.ReadOnly);
        AssertRefused($"The event log '{_log.Path}' is read-only.");
    }

    [Fact]
    public void Open_PathIsADirectory_IsRefused()
    {
        Directory.CreateDirectory(_log.Path);
        AssertRefused($"The event log '{_log.Path}' cannot be opened.");
    }

    [Fact]
    public void Open_DirectoryCannotBeMade_IsRefused()
    {
        File.WriteAllText(_log.Path, "");
        var refusal = Assert.Throws<EventStoreUnavailableException>(() => _log.Open(options => options.Path = _log.Path + "/events.db"));
        Assert.Equal($"The directory '{_log.Path}' of the event log cannot be made.", refusal.Message);
    }

    [Fact]
    public async Task Open_DamagedFile_IsRefused()
    {
        await using (var store = _log.Open())
            await store.AppendAsync("role-map", 0, Batches.Of(1), Cancellation);
        await using (var file = File.OpenWrite(_log.Path))
        {
            file.Position = 100; // behind the header: the list of tables
            file.Write(Batches.Bytes(4096 - 100, 1));
        }

        AssertRefused($"The event log '{_log.Path}' is damaged.");
    }

    [Fact]
    public void Open_OptionOutOfBounds_IsRefused() =>
        Assert.Throws<ValidationException>(() => _log.Open(options => options.MaxWaitingBatches = 0));

    private void AssertRefused(string line)
    {
        var refusal = Assert.Throws<EventStoreUnavailableException>(() => _log.Open());
        Assert.Equal(line, refusal.Message);
        Assert.False(refusal.OutcomeUnknown);
    }
}
