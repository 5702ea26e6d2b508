using System.Net;
using System.Text.Json;
using Tollgate.EventStore.Contract;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Administration;

public sealed class AdminClusterTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(limit: 2);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    // The instruments are the process's: silos of other tests, in this process, may count into them as well.
    [Fact]
    public async Task LastMinute_HasDecisionsByReason_AndHowLongTheyTook()
    {
        var sales = _silo.Forge.Issue(new TokenSpec { Departments = ["Sales"] });
        for (var n = 0; n < 3; n++)
            await _silo.AuthorizeAsync();
        await _silo.AuthorizeAsync(sales);
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(1));

        var cluster = await ReadAsync();

        var reasons = cluster.GetProperty("reasons");
        Assert.True(reasons.GetProperty("allowed").GetInt64() >= 2);
        Assert.True(reasons.GetProperty("quota-exhausted").GetInt64() >= 1);
        Assert.True(reasons.GetProperty("role-not-allowed").GetInt64() >= 1);
        Assert.True(cluster.GetProperty("decisionsPerSecond").GetDouble() >= 0.4);
        Assert.True(cluster.GetProperty("p99Ms").GetDouble() > 0);
        var minute = cluster.GetProperty("minute").EnumerateArray().ToList();
        Assert.Equal(60, minute.Count);
        Assert.Equal("2026-11-22T12:00:00+00:00", minute[^1].GetProperty("at").GetString());
        Assert.True(minute[^1].GetProperty("allowed").GetInt64() >= 2);
    }

    [Fact]
    public async Task MinuteThatIsOver_CountsNoMore()
    {
        await _silo.AuthorizeAsync();
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(62));
        await _silo.AdvanceAsync(TimeSpan.FromHours(9)); // where no other test's clock is

        var cluster = await ReadAsync();

        Assert.Equal(0, cluster.GetProperty("decisionsPerSecond").GetDouble());
        Assert.All(cluster.GetProperty("minute").EnumerateArray(), second => Assert.Equal(0, second.GetProperty("allowed").GetInt64()));
    }

    [Fact]
    public async Task StoreFailures_AndCallsWithoutDecision_AreSeen()
    {
        _silo.Store.Next(AppendFault.Refused);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _silo.AuthorizeAsync()).StatusCode);
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(1));

        var cluster = await ReadAsync();

        Assert.True(cluster.GetProperty("storeFailures").GetInt64() >= 1);
        Assert.True(cluster.GetProperty("reasons").GetProperty("undecided").GetInt64() >= 1);
    }

    [Fact]
    public async Task EverySilo_IsInTheAnswer_WithItsActivations()
    {
        await using var other = await _silo.StartAnotherAsync();
        await _silo.AuthorizeAsync();

        var cluster = await ReadAsync();

        var silos = cluster.GetProperty("silos").EnumerateArray().ToList();
        Assert.Equal(
            new[] { _silo.ClusterName, other.ClusterName }.Order(StringComparer.Ordinal), silos.Select(silo => silo.GetProperty("silo").GetString()));
        Assert.All(silos, silo => Assert.Equal(("Active", true), (silo.GetProperty("status").GetString(), silo.GetProperty("hasAnswered").GetBoolean())));
        Assert.All(silos, silo => Assert.True(silo.GetProperty("memoryBytes").GetInt64() > 0));
        Assert.Equal(1, silos.Sum(silo => silo.GetProperty("activations").TryGetProperty("QuotaGrain", out var count) ? count.GetInt64() : 0));
        Assert.Empty(cluster.GetProperty("silent").EnumerateArray());
    }

    private async Task<JsonElement> ReadAsync()
    {
        var response = await _silo.AdminAsync(HttpMethod.Get, "cluster");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }
}
