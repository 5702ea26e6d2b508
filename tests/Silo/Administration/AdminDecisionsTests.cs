using System.Net;
using System.Text.Json;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Administration;

/// <summary>"Why was Alice refused?", put to one of two silos of a cluster.</summary>
public sealed class AdminDecisionsTests : IAsyncLifetime
{
    private const string Alice = "decisions?principal=alice@example.com";

    private RunningSilo _first = null!;
    private RunningSilo _second = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await RunningSilo.StartAsync(limit: 2);
        _second = await _first.StartAnotherAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task DeniedByAnySilo_IsExplainedByEverySilo_NewestFirst()
    {
        await _first.AuthorizeAsync(requestId: "first");
        _first.Clock.Advance(TimeSpan.FromSeconds(1));
        await _second.AuthorizeAsync(path: "/reports", requestId: "second");
        _first.Clock.Advance(TimeSpan.FromSeconds(1));
        await _second.AuthorizeAsync(requestId: "third");
        await _second.AuthorizeAsync(_first.Forge.Issue(new TokenSpec { Email = "bob@example.com" }), requestId: "not hers");
        _first.Clock.Advance(TimeSpan.FromSeconds(1));
        var refused = await (await _first.AuthorizeAsync(requestId: "fourth")).IsProblemAsync(HttpStatusCode.TooManyRequests, "quota-exhausted");

        var told = await (await _second.AdminAsync(HttpMethod.Get, Alice)).JsonAsync();

        Assert.Equal(["fourth", "second"], Decisions(told).Select(decision => decision.GetProperty("requestId").GetString()));
        Assert.Equal([_first.ClusterName, _second.ClusterName],
            Decisions(told).Select(decision => decision.GetProperty("silo").GetString()));
        var why = Decisions(told)[0];
        Assert.Equal(refused.GetProperty("decisionId").GetString(), why.GetProperty("decisionId").GetString());
        Assert.Equal(("deny", "quota-exhausted"), (why.GetProperty("decision").GetString(), why.GetProperty("reason").GetString()));
        Assert.Equal(RunningSilo.Noon.AddSeconds(3), why.GetProperty("at").GetDateTimeOffset());
        Assert.Equal("""{"day":"2026-11-22","limit":2,"used":2,"remaining":0,"resetsAt":"2026-11-23T00:00:00Z","version":4}""", why.GetProperty("quota").GetRawText());
        Assert.Equal(2, why.GetProperty("roleMapVersion").GetInt64());
        Assert.Equal(RunningSilo.Noon.AddSeconds(3), told.GetProperty("exhaustedAt").GetDateTimeOffset());
        Assert.Equal(new[] { _first.ClusterName, _second.ClusterName }.Order(StringComparer.Ordinal), Silos(told, "answered"));
        Assert.Empty(Silos(told, "silent"));

        var toldByTheOther = await (await _first.AdminAsync(HttpMethod.Get, Alice)).JsonAsync();
        Assert.Equal(told.GetRawText(), toldByTheOther.GetRawText());
    }

    [Fact]
    public async Task Nobody_IsAnEmptyListAndTheDay()
    {
        var told = await (await _first.AdminAsync(HttpMethod.Get, "decisions?principal=nobody@example.com")).JsonAsync();

        Assert.Empty(Decisions(told));
        Assert.Equal(0, told.GetProperty("quota").GetProperty("used").GetInt64());
        Assert.False(told.TryGetProperty("exhaustedAt", out _));
    }

    [Fact]
    public async Task NoPrincipal_Is422()
    {
        await (await _first.AdminAsync(HttpMethod.Get, "decisions")).IsProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-principal");
    }

    private static IReadOnlyList<JsonElement> Decisions(JsonElement told) => [.. told.GetProperty("decisions").EnumerateArray()];

    private static IEnumerable<string?> Silos(JsonElement told, string kind) =>
        told.GetProperty("silos").GetProperty(kind).EnumerateArray().Select(silo => silo.GetString());
}
