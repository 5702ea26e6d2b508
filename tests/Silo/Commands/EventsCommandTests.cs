using System.Text.Json;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Tests.Commands;

public sealed class EventsCommandTests : IDisposable
{
    private readonly StoredLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Events_DayWithEveryKindOfField_IsATable()
    {
        await WriteDay();
        var result = await Events("--principal", "Alice@Example.com");
        Assert.Equal(
            """
            alice@example.com on 2026-11-22: 8 events

            VERSION  TIME (UTC)               EVENT            USED  LIMIT  REMAINING  DETAILS
                  1  2026-11-22 12:00:00.000  day-opened          0      2          2  limit=2 accountVersion=0
                  2  2026-11-22 12:00:00.000  calls-charged       1      2          1  requestId=r-1 units=1 resource=/blog method=GET
                  3  2026-11-22 12:00:05.000  calls-charged       2      2          0  requestId=r-2 units=1 resource=/orders/{id} method=POST
                  4  2026-11-22 12:00:10.000  quota-exhausted     2      2          0
                  5  2026-11-22 12:00:15.000  limit-changed       2   1000        998  limit=1000 accountVersion=1 actor=admin@example.com reason="asked nicely"
                  6  2026-11-22 12:00:20.000  usage-imported    900   1000        100  units=898 source="old \"table\"\nof 2026"
                  7  2026-11-22 12:00:25.000  limit-changed     900    100          0  limit=100 accountVersion=2 actor="a\u001B[2J" reason=""
                  8  2026-11-22 12:00:30.000  usage-reset         0    100        100  requestId=r-3 actor=Zoë reason=größer

            """,
            result.Output);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Events_Json_IsOneObjectALine()
    {
        await WriteDay();
        var result = await Events("--principal", "alice@example.com", "--day", "2026-11-22", "--json");
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(8, lines.Length);
        Assert.Equal(
            """{"version":2,"at":"2026-11-22T12:00:00Z","type":"calls-charged","data":{"requestId":"r-1","units":1,"resource":"/blog","method":"GET"},"batch":"00000001-0000-0000-0000-000000000000"}""",
            lines[1]);
        Assert.Equal(Enumerable.Range(1, 8), lines.Select(line => JsonElement.Parse(line).GetProperty("version").GetInt32()));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Events_EventThatThisVersionDoesNotKnow_IsShownWithoutACount()
    {
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(2, 0));
        await _log.WriteAsync(StoredLog.AliceToday, [new StoredEvent("units-lent", "{\"to\":[{\"name\":\"bob\"}],\"units\":1,\"until\":null}"u8.ToArray())]);
        await _log.WriteAsync(StoredLog.AliceToday, new QuotaExhausted());
        Assert.Equal(
            """
            alice@example.com on 2026-11-22: 3 events

            VERSION  TIME (UTC)               EVENT            USED  LIMIT  REMAINING  DETAILS
                  1  2026-11-22 12:00:00.000  day-opened          0      2          2  limit=2 accountVersion=0
                  2  2026-11-22 12:00:05.000  units-lent          ?      ?          ?  to=[{"name":"bob"}] units=1 until=null
                  3  2026-11-22 12:00:10.000  quota-exhausted     ?      ?          ?

            """,
            (await Events("--principal", "alice@example.com")).Output);
    }

    [Theory]
    [InlineData("bob@example.com", "2026-11-22")]
    [InlineData("alice@example.com", "2026-11-21")]
    public async Task Events_NothingHappened_SaysSo(string principal, string day)
    {
        await WriteDay();
        var line = $"{principal} has no events on {day}.\n";
        Assert.Equal(new(0, line, ""), await Events("--principal", principal, "--day", day));
        Assert.Equal(new(0, "", line), await Events("--principal", principal, "--day", day, "--json"));
    }

    [Fact]
    public async Task Events_NoLog_Fails() =>
        (await Events("--principal", "alice@example.com")).AssertFailed($"There is no event log '{_log.Path}'.");

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("yesterday")]
    public async Task Events_DayIsNone_Fails(string day) =>
        (await Events("--principal", "alice@example.com", "--day", day)).AssertFailed($"--day '{day}' is not a day, such as 2026-11-22.");

    [Fact]
    public async Task Events_PrincipalIsNone_Fails() =>
        (await Events("--principal", new string('a', 257))).AssertFailed("--principal must be 1 to 256 bytes of text without control characters.");

    [Fact]
    public async Task Events_EventIsNotJson_Fails()
    {
        await _log.WriteAsync(StoredLog.AliceToday, [new StoredEvent("day-opened", "{"u8.ToArray())]);
        (await Events("--principal", "alice@example.com")).AssertFailed($"Event 1 of stream '{StoredLog.AliceToday}' is not JSON.");
    }

    private Task<CommandResult> Events(params string[] arguments) => CommandResult.OfAsync(["events", "--store", _log.Path, .. arguments]);

    private async Task WriteDay()
    {
        await _log.WriteAsync(StoredLog.AliceToday, new DayOpened(2, 0), new CallsCharged("r-1", 1, "/blog", "GET"));
        await _log.WriteAsync(StoredLog.AliceToday, new CallsCharged("r-2", 1, "/orders/{id}", "POST"));
        await _log.WriteAsync(StoredLog.AliceToday, new QuotaExhausted());
        await _log.WriteAsync(StoredLog.AliceToday, new LimitChanged(1000, 1, "admin@example.com", "asked nicely"));
        await _log.WriteAsync(StoredLog.AliceToday, new UsageImported(898, "old \"table\"\nof 2026"));
        await _log.WriteAsync(StoredLog.AliceToday, new LimitChanged(100, 2, "a\u001b[2J", ""));
        await _log.WriteAsync(StoredLog.AliceToday, new UsageReset("r-3", "Zoë", "größer"));
    }
}
