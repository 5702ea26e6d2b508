using Microsoft.Extensions.Time.Testing;
using Tollgate.Domain;
using Tollgate.Silo.Decisions;

namespace Tollgate.Silo.Tests.Decisions;

public sealed class LogCapTests
{
    private readonly FakeTimeProvider _clock = new(RunningSilo.Noon);
    private readonly LogCap _cap;

    public LogCapTests() => _cap = new LogCap(_clock);

    [Fact]
    public void TenInAMinute_AreGranted_TheRestIsCounted()
    {
        Assert.Equal(LogCap.PerMinute, Granted("alice", 1000));

        Assert.Equal(LogCap.PerMinute, Granted("bob", 1000));
    }

    [Fact]
    public void NextMinute_SaysHowManyWereNotLogged_Once()
    {
        Granted("alice", 25);
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.True(_cap.TryTake(Of("alice"), out var unlogged));
        Assert.Equal(15, unlogged);
        Assert.True(_cap.TryTake(Of("alice"), out unlogged));
        Assert.Equal(0, unlogged);
        Assert.Equal(LogCap.PerMinute - 2, Granted("alice", 100));
    }

    [Fact]
    public void AnHourLater_NothingWasSavedUp()
    {
        Granted("alice", 5);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(LogCap.PerMinute, Granted("alice", 100));
    }

    [Fact]
    public void MorePrincipalsThanAreKeptInMind_ForgetsTheOldest()
    {
        Granted("alice", 25);
        for (var n = 0; n < LogCap.MaxPrincipals - 1; n++)
            Granted($"user {n}", 1);
        Assert.Equal(0, Granted("alice", 1)); // still in mind

        Granted("one more", 1);

        Assert.Equal(LogCap.PerMinute, Granted("alice", 25));
    }

    private static Principal Of(string name) => Principal.TryParse(name, lowerCase: false, out var principal) ? principal : throw new ArgumentException(name);

    private int Granted(string name, int times)
    {
        var principal = Of(name);
        return Enumerable.Range(0, times).Count(_ => _cap.TryTake(principal, out var _));
    }
}
