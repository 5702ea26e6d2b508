using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;

namespace Tollgate.Silo.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private const string AliceLongAgo = "quota/alice%40example.com/2026-08-01";

    private readonly StoredLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Verify_SoundLog_CountsIt()
    {
        await WriteSoundLog();
        Assert.Equal(new(0, "3 streams, 10 events, 0 violations\n", ""), await Verify());
    }

    [Fact]
    public async Task Verify_ManyStreams_FoldsAll()
    {
        await _log.WriteAsync("role-map", new ResourceMapped("/blog", "GET", ["IT"], "bootstrap"));
        await using (var store = Sqlite.EventStore.SqliteEventStore.Open(new() { Path = _log.Path, HeadFlushInterval = 100 }))
            await Task.WhenAll(Enumerable.Range(0, 2_000).Select(i => store.AppendAsync($"quota/user-{i}/2026-11-22", 0, OpeningBatch(), TestContext.Current.CancellationToken)));
        Assert.Equal(new(0, "2001 streams, 2001 events, 0 violations\n", ""), await Verify());
    }

    [Fact]
    public async Task Verify_LimitIsExceeded_NamesEveryCharge()
    {
        await WriteSoundLog();
        await _log.WriteAsync(
            StoredLog.AliceToday,
            new LimitChanged(2, 2, "admin", "less"), new CallsCharged("r-4", 1, "/blog", "GET"), new CallsCharged("r-5", 2, "/blog", "GET"), new CallsCharged("r-6", 1, "/blog", "GET"));
        Assert.Equal(
            new(2, $"""
            {StoredLog.AliceToday} version 9: used 1 and 2 more units exceed the limit 2.
            {StoredLog.AliceToday} version 10: used 3 and 1 more units exceed the limit 2.
            3 streams, 14 events, 2 violations

            """, ""),
            await Verify());
    }

    [Fact]
    public async Task Verify_ImportExceedsTheLimit_IsNoViolation()
    {
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(2, 0), new UsageImported(100, "before"));
        Assert.Equal(0, (await Verify()).ExitCode);
    }

    [Fact]
    public async Task Verify_EventThatCannotStandThere_IsAViolation()
    {
        await WriteSoundLog();
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(50, 0), new CallsCharged("r-9", 50_000, "/blog", "GET"));
        await AssertViolated($"{StoredLog.AliceToday} version 7: DayOpened cannot be event 7 of 2026-11-22.");
    }

    [Theory]
    [InlineData("role-map", "'units-lent' is not a role-map event that this version knows.")]
    [InlineData("account/alice%40example.com", "'units-lent' is not an account event that this version knows.")]
    [InlineData(StoredLog.AliceToday, "'units-lent' is not a quota event that this version knows.")]
    public async Task Verify_UnknownEvent_IsAViolation(string stream, string fault)
    {
        await _log.WriteAsync(stream, [new StoredEvent("units-lent", "{}"u8.ToArray())]);
        await AssertViolated($"{stream} version 1: {fault}");
    }

    [Theory]
    [InlineData("quota/alice@example.com/2026-11-22")] // not escaped: a second allowance
    [InlineData("quota/alice%40example.com/2026-02-30")]
    [InlineData("quota/alice%40example.com")]
    [InlineData("account/%00")]
    [InlineData("lease")]
    public async Task Verify_UnknownStream_IsAViolation(string stream)
    {
        await _log.WriteAsync(stream, new DayOpened(50, 0));
        await AssertViolated($"{stream} version 1: this version knows no stream of this name.");
    }

    [Fact]
    public async Task Verify_MissingBatch_IsAViolation()
    {
        await WriteSoundLog();
        _log.Damage($"UPDATE batches SET previous_id = (SELECT id FROM batches WHERE first_version = 1 AND stream = '{StoredLog.AliceToday}') WHERE first_version = 4");
        await AssertViolated($"{StoredLog.AliceToday} version 3: the next batch begins at version 4.");
    }

    [Fact]
    public async Task Verify_MissingBeginningOfARecentDay_IsAViolation()
    {
        await WriteSoundLog();
        _log.Damage($"DELETE FROM batches WHERE first_version < 4 AND stream = '{StoredLog.AliceToday}'");
        await AssertViolated($"{StoredLog.AliceToday} version 1: the stream begins at version 4.");
    }

    [Fact]
    public async Task Verify_MissingBeginningOfAnExpiredDay_IsCountedOnly()
    {
        await _log.WriteAsync(AliceLongAgo, new DayOpened(50, 0));
        await _log.WriteAsync(AliceLongAgo, new QuotaExhausted());
        _log.Damage("DELETE FROM batches WHERE first_version = 1");
        Assert.Equal(
            new(0, "1 streams, 1 events, 0 violations\n", "The beginning of 1 streams of expired days has been removed: they were counted, not folded.\n"),
            await Verify());
    }

    [Fact]
    public async Task Verify_DamagedBatch_IsNamedAndTheRestIsChecked()
    {
        await WriteSoundLog();
        _log.Damage($"UPDATE batches SET payload = CAST(substr(payload, 1, 9) || x'ff' || substr(payload, 11) AS BLOB) WHERE first_version = 3 AND stream = '{StoredLog.AliceToday}'");
        var result = await Verify();
        Assert.Equal(
            new(2, $"""
            {StoredLog.AliceToday} version 3: The payload of a batch is damaged: its checksum does not match.
            3 streams, 6 events, 1 violations

            """, ""),
            result);
    }

    [Fact]
    public async Task Verify_NoLog_Fails() => (await Verify()).AssertFailed($"There is no event log '{_log.Path}'.");

    private static EventStore.EventBatch OpeningBatch()
    {
        var opened = QuotaEventCodec.Encode(new DayOpened(50, 0));
        return new(Guid.NewGuid(), [new(opened.Type, RunningSilo.Noon, opened.Data)]);
    }

    private Task<CommandResult> Verify() => CommandResult.OfAsync("verify", "--store", _log.Path);

    private async Task AssertViolated(string line)
    {
        var result = await Verify();
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(line, Assert.Single(lines[..^1]));
        Assert.EndsWith(", 1 violations", lines[^1], StringComparison.Ordinal);
    }

    private async Task WriteSoundLog()
    {
        await _log.WriteAsync("role-map", new ResourceMapped("/blog", "GET", ["IT"], "bootstrap"));
        await _log.WriteAsync("role-map", new ResourceUnmapped("/blog", "GET", "admin"));
        await _log.WriteAsync("account/alice%40example.com", new LimitOverridden(10, "admin", "more", "2026-11-30"), new OverrideRemoved("admin", "enough"));
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(2, 0), new CallsCharged("r-1", 2, "/blog", "GET"));
        await _log.WriteAsync(StoredLog.AliceToday, new QuotaExhausted());
        await _log.WriteAsync(StoredLog.AliceToday, new ChargeRefunded("r-1", 1, "admin", "by mistake"), new CallsCharged("r-2", 1, "/blog", "GET"), new UsageReset("r-3", "admin", "again"));
    }
}
