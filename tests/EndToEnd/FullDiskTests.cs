using System.Net;
using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests;

/// <summary>A disk without space: one line tells the operator, calls are refused, nothing answered is lost, and with space it all goes on.</summary>
public sealed class FullDiskTests
{
    private const int MoreThanFits = 20_000;
    private const int MostLines = 5; // one in ten seconds at most

    private readonly List<SentCall> _sent = [];

    [Fact]
    public async Task DiskIsFull_CallsAre503_NothingAnsweredIsLost_AndSpaceIsEnoughToGoOn()
    {
        await using var disk = await SmallDisk.MountAsync();
        if (disk is null)
            Assert.Skip("This process may not mount a file system, so there is no disk to fill.");
        var path = Path.Combine(disk.Folder, "tollgate.db");
        await using var system = await RunningSystem.StartAsync(dailyLimit: 1_000_000, silo: new() { ["Store:SqlitePath"] = path });

        while (await CallAsync(system, "alice") is { Status: HttpStatusCode.OK })
            Assert.True(_sent.Count < MoreThanFits);
        var others = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => CallAsync(system, $"user{n}")));
        Assert.Contains(others, answer => answer.Status == HttpStatusCode.ServiceUnavailable);
        Assert.All(_sent, call => Assert.True(call.Answer is { Status: HttpStatusCode.OK } or { Status: HttpStatusCode.ServiceUnavailable, Reason: "store-unavailable" }, $"{call}"));
        Assert.True(await system.IsReadyAsync()); // it is the only one, and can say so itself

        disk.MakeSpace();
        foreach (var refused in _sent.Where(call => call.Answer is { Status: HttpStatusCode.ServiceUnavailable }).ToList())
            await AskAgainAsync(system, refused);
        Assert.Equal(0, await system.Local.StopSiloAsync());

        await using (var log = QuotaLog.CopyOf(path))
            await _sent.AssertLoggedAsync(log.ReadAsync);
        var printed = await File.ReadAllLinesAsync(Path.Combine(system.Folder, "silo.log"), TestContext.Current.CancellationToken);
        var full = printed.Where(text => text.Contains("is full", StringComparison.Ordinal)).ToList();
        Assert.InRange(full.Count, 1, MostLines);
        Assert.All(full, line => Assert.Contains($"The event log '{path}' is full. Nothing can be written; calls are refused until it can.", line, StringComparison.Ordinal));
        Assert.Contains(printed, text => text.Contains($"The event log '{path}' is written again.", StringComparison.Ordinal));
        Assert.DoesNotContain(printed, text => text.Contains("   at ", StringComparison.Ordinal));
    }

    private async Task<SiloAnswer> CallAsync(RunningSystem system, string user)
    {
        var requestId = Guid.NewGuid().ToString("N");
        var answer = await system.AuthorizeAsync(system.TokenOf(user), requestId);
        lock (_sent)
            _sent.Add(new SentCall(user, requestId, answer));
        return answer;
    }

    // Until the store has tried again, too.
    private async Task AskAgainAsync(RunningSystem system, SentCall refused)
    {
        SiloAnswer answer;
        do
            answer = await system.AuthorizeAsync(system.TokenOf(refused.User), refused.RequestId);
        while (answer.Status == HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        _sent.Remove(refused);
        _sent.Add(refused with { Answer = answer });
    }
}
