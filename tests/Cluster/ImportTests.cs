using System.Net;
using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Usage;
using Tollgate.DynamoDb;
using Tollgate.DynamoDb.EventStore;
using Tollgate.EventStore;

namespace Tollgate.Cluster.Tests;

/// <summary>Taking over from the AWS pattern, while the silos that take over are serving already.</summary>
public sealed class ImportTests(SharedDynamoDb shared)
{
    private const int Limit = 50;

    private readonly QuotaDay _today = QuotaDay.Of(TimeProvider.System.GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset EndOfToday => _today.End.AddMinutes(-1);

    [Fact]
    public async Task Import_TakesOverRolesLimitsAndTodaysUsage_OnceAndForAll()
    {
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit) { Silos = 1 });
        using var pattern = await FillAsync(cluster.Setup.TablePrefix);
        var before = await SnapshotAsync(cluster);

        var dry = await ImportAsync(cluster, pattern, "--dry-run");
        Assert.Equal(2, dry.ExitCode);
        Assert.Contains("nothing was written", dry.Output, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotAsync(cluster));

        var first = await ImportAsync(cluster, pattern);
        Assert.Equal(dry.Output.Replace("; nothing was written, this is what would be:", ":", StringComparison.Ordinal), first.Output);
        AssertReport(first.Output, 15, roles: "2 role mappings written, 0 stood there already, 1 others stay", overrides: "3 overrides written", usages: "3 usages of today written", refused: 5);
        AssertRefused(first.Errors);
        Assert.Equal(["blocked@example.com", "default@example.com", "lowered@example.com", "raised@example.com"], await ReadListedAsync(cluster));
        await AssertTakenOverAsync(cluster);
        var after = await SnapshotAsync(cluster);

        var second = await ImportAsync(cluster, pattern);
        AssertReport(second.Output, 15, roles: "0 role mappings written, 2 stood there already, 1 others stay", overrides: "0 overrides written", usages: "0 usages of today written", refused: 5);
        Assert.Equal(after, await SnapshotAsync(cluster));
        await SiloCommand.AssertVerifiedAsync(shared.Url, cluster.Setup.TablePrefix);
    }

    [Fact]
    public async Task LimitWasChangedSince_StaysAsItIs()
    {
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit) { Silos = 1 });
        using var pattern = await PatternTables.MakeAsync(shared.Url, cluster.Setup.TablePrefix);
        await pattern.PutUsageAsync("alice@example.com", 70, 1, null);
        await cluster.PutAsync(cluster.Silos[0], "quotas/limit?principal=alice@example.com", new { limit = 3, reason = "less" });

        var import = await ImportAsync(cluster, pattern);

        Assert.Equal(0, import.ExitCode);
        Assert.Contains("alice@example.com was given a limit here already, which stays.", import.Errors, StringComparison.Ordinal);
        Assert.Equal(3, (await cluster.ReadDayAsync("alice")).State.Limit);
    }

    // Stopped after the account and before the day: the second run finds nothing new in the account, and the day must follow all the same.
    [Fact]
    public async Task ImportWasInterrupted_TheNextOneGoesOn()
    {
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit) { Silos = 1 });
        using var pattern = await PatternTables.MakeAsync(shared.Url, cluster.Setup.TablePrefix);
        await pattern.PutUsageAsync("alice@example.com", 70, 0, null);
        await cluster.AuthorizeAsync(cluster.Silos[0], cluster.TokenOf("alice"), $"{Guid.NewGuid():N}");
        await OverrideAccountAsync(cluster, "alice@example.com", 70);
        Assert.Equal(Limit, (await cluster.ReadDayAsync("alice")).State.Limit);

        var import = await ImportAsync(cluster, pattern);

        Assert.Contains(" 0 overrides written", import.Output, StringComparison.Ordinal);
        Assert.Equal((70, 1), ((await cluster.ReadDayAsync("alice")).State.Limit, (await cluster.ReadDayAsync("alice")).State.Used));
    }

    [Fact]
    public async Task TableIsMissing_SaysWhich()
    {
        using var pattern = await PatternTables.MakeAsync(shared.Url, $"m{Guid.NewGuid().ToString("N")[..8]}-");
        var (exitCode, _, errors) = await SiloCommand.RunAsync(
            new Dictionary<string, string> { ["DynamoDb:ServiceUrl"] = shared.Url, ["Store:SqlitePath"] = Path.Combine(SharedDynamoDb.Logs, "import.db") },
            "import", "--usage-table", pattern.Usage, "--roles-table", "nowhere");
        Assert.Equal(1, exitCode);
        Assert.Equal($"tollgate: There is no table 'nowhere' in DynamoDB at {shared.Url}.", errors.Trim());
    }

    private static async Task OverrideAccountAsync(RunningCluster cluster, string name, long limit)
    {
        Assert.True(Principal.TryParse(name, lowerCase: false, out var principal));
        Assert.True(ReasonText.TryParse("interrupted", out var reason));
        var events = AccountDecisions.Override(AccountState.Initial, new LimitOverride(limit, UntilDay: null), "import", reason).Events.Select(AccountEventCodec.Encode);
        using var log = await OpenLogAsync(cluster);
        await log.Store.AppendAsync(
            AccountStream.Name(principal), 0,
            new EventBatch(Guid.NewGuid(), [.. events.Select(happened => new EventData(happened.Type, TimeProvider.System.GetUtcNow(), happened.Data))]), Cancellation);
    }

    private async Task<PatternTables> FillAsync(string prefix)
    {
        var pattern = await PatternTables.MakeAsync(shared.Url, prefix);
        await pattern.PutRolesAsync("/reports", "IT", "Finance");
        await pattern.PutRolesAsync("/orders/{id}", "Sales");
        await pattern.PutRolesAsync("/blog", "Everybody"); // mapped for IT and Finance here
        await pattern.PutRolesAsync("no path", "IT");
        await pattern.PutItemAsync(pattern.Roles, new() { ["Resource"] = new("/nobody") });

        await pattern.PutUsageAsync("default@example.com", Limit, 7, EndOfToday); // charged today, no limit of its own
        await pattern.PutUsageAsync("Raised@Example.com", 70, 60, EndOfToday);
        await pattern.PutUsageAsync("blocked@example.com", 0, 0, EndOfToday);
        await pattern.PutUsageAsync("lowered@example.com", 10, 12, EndOfToday); // more than the limit already
        await pattern.PutUsageAsync("yesterday@example.com", Limit, 49, EndOfToday.AddDays(-1)); // not yet removed
        await pattern.PutUsageAsync("forgotten@example.com", Limit, 49, null);
        await pattern.PutUsageAsync("tomorrow@example.com", Limit, 49, EndOfToday.AddDays(1));
        await pattern.PutUsageAsync("text@example.com", "fifty", 1, EndOfToday);
        await pattern.PutUsageAsync("negative@example.com", Limit, -1, EndOfToday);
        await pattern.PutUsageAsync(new string('x', 300), Limit, 1, EndOfToday);
        return pattern;
    }

    private static void AssertReport(string report, int rows, string roles, string overrides, string usages, int refused)
    {
        Assert.StartsWith($"{rows} rows read:", report, StringComparison.Ordinal);
        Assert.Contains($" {roles}", report, StringComparison.Ordinal);
        Assert.Contains($" {overrides}", report, StringComparison.Ordinal);
        Assert.Contains($" {usages}", report, StringComparison.Ordinal);
        Assert.Contains($" {refused} rows refused", report, StringComparison.Ordinal);
    }

    private static void AssertRefused(string errors) =>
        Assert.Equal(
            (string[])
            [
                "PrincipalId '" + new string('x', 300) + "' cannot be a principal; the row is not taken over.",
                "Resource '/blog' is mapped in another way already, which stays.",
                "Resource '/nobody' has no roles that can be read; it is not taken over.",
                "Resource 'no path' is no path; its roles are not taken over.",
                "negative@example.com: CallLimit or Calls is not a number of calls; the row is not taken over.",
                "text@example.com: CallLimit or Calls is not a number of calls; the row is not taken over.",
            ],
            errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("So far ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    // By the silo itself, which had served some of them before.
    private static async Task AssertTakenOverAsync(RunningCluster cluster)
    {
        foreach (var (user, limit, used) in ((string, int, int)[])[("default", Limit, 7), ("raised", 70, 60), ("lowered", 10, 12), ("blocked", 0, 0), ("yesterday", Limit, 0), ("forgotten", Limit, 0), ("tomorrow", Limit, 0)])
        {
            var day = (await cluster.ReadDayAsync(user)).State;
            Assert.Equal((user, used), (user, day.Used));
            var answer = await cluster.AuthorizeAsync(cluster.Silos[0], cluster.TokenOf(user), $"{Guid.NewGuid():N}");
            Assert.Equal((user, used < limit ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests), (user, answer.Status));
            Assert.Equal((user, limit), (user, (int)(await cluster.ReadDayAsync(user)).State.Limit));
        }

        await Eventually.HoldsAsync(
            async () => (await cluster.AuthorizeAsync(cluster.Silos[0], cluster.TokenOf("default"), $"{Guid.NewGuid():N}", "/reports")).Status == HttpStatusCode.OK,
            "the silo follows the imported role map");
    }

    // Who stands in today's usage directory: nobody has called yet.
    private async Task<IEnumerable<string>> ReadListedAsync(RunningCluster cluster)
    {
        using var log = await OpenLogAsync(cluster);
        var batches = await log.Store.ReadAsync(UsageStream.Name(_today), 1, Cancellation).ToListAsync(Cancellation);
        return batches.SelectMany(batch => batch.Batch.Events)
            .Aggregate(UsageDirectory.Initial, (directory, data) => directory.Evolve(UsageEventCodec.Decode(data.Type, data.Data.Span))).Principals;
    }

    private static Task<DynamoDbLog> OpenLogAsync(RunningCluster cluster) => DynamoDbLog.OpenAsync(
        new DynamoDbOptions { ServiceUrl = cluster.DynamoDbUrl, TablePrefix = cluster.Setup.TablePrefix }, TimeProvider.System, Cancellation);

    // Every stream and how many events it has.
    private static async Task<IReadOnlyList<string>> SnapshotAsync(RunningCluster cluster)
    {
        using var log = await OpenLogAsync(cluster);
        var streams = new List<string>();
        await foreach (var stream in log.Store.ListAsync("", Cancellation))
            if (!stream.StartsWith(UsageStream.Prefix, StringComparison.Ordinal)) // the silo writes there who was active, by and by
                streams.Add($"{stream} {(await log.Store.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation)).Sum(batch => batch.Batch.Events.Count)}");
        return [.. streams.Order(StringComparer.Ordinal)];
    }

    private Task<(int ExitCode, string Output, string Errors)> ImportAsync(RunningCluster cluster, PatternTables pattern, params string[] more) => SiloCommand.RunAsync(
        new Dictionary<string, string>
        {
            ["Store:Provider"] = "DynamoDb",
            ["DynamoDb:ServiceUrl"] = shared.Url,
            ["DynamoDb:TablePrefix"] = cluster.Setup.TablePrefix,
            ["DynamoDb:RequestTimeoutMs"] = "20000",
            ["Quota:DefaultDailyLimit"] = $"{Limit}",
        },
        ["import", "--usage-table", pattern.Usage, "--roles-table", pattern.Roles, .. more]);
}
