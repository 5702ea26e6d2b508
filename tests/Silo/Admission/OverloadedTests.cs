using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tollgate.Silo.Admission;

namespace Tollgate.Silo.Tests.Admission;

/// <summary>A silo in whose waiting room every place is taken. It runs alone: gauges of other silos of this process would have the same names.</summary>
[Collection(nameof(Alone))]
public sealed class OverloadedTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _silo = await RunningSilo.StartAsync();
        for (var n = 0; n < WaitingRoom.MostPlaces; n++)
            Room.Enter();
    }

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task NoRoom_Is503AtOnce_AndChargesNothing()
    {
        var refused = await _silo.AuthorizeAsync();

        await refused.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.Equal("no-store", refused.Header("Cache-Control"));
        Assert.Equal(0, await _silo.UsedAsync());
        Room.Leave(0, isDecided: false);
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);
    }

    // Saying no must cost next to nothing: the token is not even looked at.
    [Fact]
    public async Task NoRoom_IsSaidBeforeAnythingIsChecked()
    {
        await (await _silo.AuthorizeAsync(token: "no.token.atall")).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
        await (await _silo.PostAsync(token: null, "{")).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "overloaded");
    }

    [Fact]
    public async Task NoRoom_AdministratorsAndProbesAreStillAnswered()
    {
        Assert.Equal(HttpStatusCode.OK, (await _silo.AdminAsync(HttpMethod.Get, "quotas?principal=alice@example.com")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _silo.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        var metrics = await _silo.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Contains($"tollgate_decisions_waiting{{otel_scope_name=\"Tollgate.Silo\"}} {WaitingRoom.MostPlaces}", metrics, StringComparison.Ordinal);
    }

    private WaitingRoom Room => _silo.Services.GetRequiredService<WaitingRoom>();
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
