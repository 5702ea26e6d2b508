using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tollgate.Domain;
using Tollgate.Silo.Decisions;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Decisions;

/// <summary>What the running silo writes and remembers of its decisions.</summary>
public sealed class DecisionLogTests : IAsyncLifetime
{
    private readonly WrittenLog _log = new(typeof(DecisionLog).FullName!);
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() =>
        _silo = await RunningSilo.StartAsync(services => services.AddSingleton<ILoggerProvider>(_log), limit: 2);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task RoleDenial_IsOneRecord_UnderTheIdOfTheAnswer()
    {
        var answer = await _silo.AuthorizeAsync(path: "/reports");

        var problem = await answer.IsProblemAsync(HttpStatusCode.Forbidden, "role-not-allowed");
        var record = Assert.Single(_log.Records);
        Assert.Equal(problem.GetProperty("decisionId").GetString(), record["DecisionId"]);
        Assert.Equal("alice@example.com", record["Principal"]);
        Assert.Equal("role-not-allowed", record["Reason"]);
        Assert.Equal("GET", record["Method"]);
        Assert.Equal("/reports", record["Path"]);
        Assert.Equal("2", record["RoleMapVersion"]);
        Assert.Equal("0", record["QuotaVersion"]);
        Assert.Equal("0", record["Unlogged"]);
    }

    [Fact]
    public async Task Path_WithTheCallersToken_IsRememberedWithoutIt()
    {
        var token = _silo.Forge.Issue();

        await (await _silo.AuthorizeAsync(token, path: $"/reports/to{token}")).IsProblemAsync(HttpStatusCode.Forbidden, "resource-unmapped");

        Assert.Equal("/reports/[redacted].[redacted].[redacted]", Assert.Single(_log.Records)["Path"]);
        Assert.True(Principal.TryParse("alice@example.com", lowerCase: true, out var alice));
        Assert.All(_silo.Services.GetRequiredService<RecentDecisions>().Find(alice, 10), record => Assert.DoesNotContain("eyJ", record.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task QuotaDenial_NamesTheVersionOfTheDay()
    {
        for (var n = 0; n < 3; n++)
            await _silo.AuthorizeAsync();

        var record = Assert.Single(_log.Records);
        Assert.Equal("quota-exhausted", record["Reason"]);
        Assert.Equal("4", record["QuotaVersion"]); // day-opened, two calls-charged, quota-exhausted
    }

    [Fact]
    public async Task FloodOfDenials_IsOneEventAndTenRecords_TheNextSaysWhatIsMissing()
    {
        var token = _silo.Forge.Issue();
        await _silo.AuthorizeAsync(token);
        await _silo.AuthorizeAsync(token);
        var appends = _silo.Store.Appends;

        for (var n = 0; n < 60; n++)
            await (await _silo.AuthorizeAsync(token, path: n % 2 == 0 ? "/blog" : "/reports")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(LogCap.PerMinute, _log.Records.Count);
        Assert.Equal(appends + 1, _silo.Store.Appends);
        Assert.Equal(50, _silo.Services.GetRequiredService<DecisionLog>().Unlogged);

        await _silo.AuthorizeAsync(_silo.Forge.Issue(new TokenSpec { Email = "bob@example.com" }), path: "/reports");
        Assert.Equal("bob@example.com", _log.Records[^1]["Principal"]);

        await _silo.AdvanceAsync(TimeSpan.FromMinutes(1));
        await _silo.AuthorizeAsync(token, path: "/reports");
        Assert.Equal("50", _log.Records[^1]["Unlogged"]);
    }

    [Fact]
    public async Task EveryDenial_CanBeLookedUp()
    {
        await _silo.AuthorizeAsync(requestId: "first");
        await _silo.AuthorizeAsync(path: "/reports", requestId: "second");
        await _silo.AuthorizeAsync(requestId: "third");
        await _silo.AuthorizeAsync(requestId: "fourth");
        Assert.True(Principal.TryParse("alice@example.com", lowerCase: true, out var alice));

        var found = _silo.Services.GetRequiredService<RecentDecisions>().Find(alice, limit: 10);

        var byRequest = found.ToDictionary(record => record.RequestId);
        Assert.Equal(["fourth", "second"], byRequest.Keys.Order());
        Assert.Equal((DenialReason.RoleNotAllowed, DenialReason.QuotaExhausted), (byRequest["second"].Denial, byRequest["fourth"].Denial));
        var fourth = byRequest["fourth"];
        Assert.Equal(RunningSilo.Noon, fourth.At);
        Assert.Equal(["IT"], fourth.Roles);
        Assert.Equal("/blog", fourth.Resource);
        Assert.Equal(2, fourth.RoleMapVersion);
        Assert.Equal((2L, 2L, 4L), (fourth.Quota!.Value.Limit, fourth.Quota.Value.Used, fourth.Quota.Value.Version));
        Assert.Null(byRequest["second"].Quota);
    }
}
