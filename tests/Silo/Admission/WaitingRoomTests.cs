using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Admission;

namespace Tollgate.Silo.Tests.Admission;

/// <summary>A deadline of 1.5 seconds: what takes longer than 100 milliseconds is slow.</summary>
public sealed class WaitingRoomTests
{
    private readonly FakeTimeProvider _clock = new(RunningSilo.Noon);
    private readonly WaitingRoom _room;

    public WaitingRoomTests() => _room = new WaitingRoom(Options.Create(new QuotaOptions { DecisionTimeoutMs = 1_500 }), _clock);

    [Fact]
    public void New_HasEveryPlace_UntilTheyAreTaken()
    {
        for (var n = 0; n < WaitingRoom.MostPlaces; n++)
        {
            Assert.True(_room.HasRoom());
            _room.Enter();
        }

        Assert.False(_room.HasRoom());
        _room.Leave(0, isDecided: false);
        Assert.True(_room.HasRoom());
        Assert.Equal(WaitingRoom.MostPlaces - 1, _room.Waiting);
    }

    [Fact]
    public void DecisionsBecomeSlow_PlacesAreWhatIsDecidedInATenthOfASecond()
    {
        Decide(calls: 2_500, each: TimeSpan.FromMilliseconds(250)); // 10,000 a second

        Assert.Equal(1_000, _room.Places);
    }

    [Fact]
    public void DecisionsBecomeVerySlow_FewestPlacesStay()
    {
        Decide(calls: 10, each: TimeSpan.FromSeconds(1));

        Assert.Equal(WaitingRoom.FewestPlaces, _room.Places);
    }

    [Fact]
    public void DecisionsAreQuickAgain_PlacesComeBack()
    {
        Decide(calls: 10, each: TimeSpan.FromSeconds(1));

        Decide(calls: 10, each: TimeSpan.FromMilliseconds(5), window: TimeSpan.FromMilliseconds(250));
        Assert.Equal(640, _room.Places);
        for (var n = 0; n < 20; n++)
            Decide(calls: 10, each: TimeSpan.FromMilliseconds(5), window: TimeSpan.FromMilliseconds(250));

        Assert.Equal(WaitingRoom.MostPlaces, _room.Places);
    }

    // Another silo is gone, or the store stands still: those who are waiting for it hold places, and say nothing of how fast this silo is.
    [Fact]
    public void CallsThatCameToNoDecision_AreNoReasonToBeStrict()
    {
        for (var round = 0; round < 10; round++)
            Decide(calls: 1_000, each: TimeSpan.FromMilliseconds(1_500), isDecided: false);

        Assert.Equal(WaitingRoom.MostPlaces, _room.Places);
    }

    [Fact]
    public async Task ManyAtOnce_AllAreCountedOut()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () =>
            {
                for (var n = 0; n < 10_000; n++)
                {
                    var entered = _room.Enter();
                    if (n % 100 == 0)
                        _clock.Advance(TimeSpan.FromMilliseconds(10));
                    _room.Leave(entered, isDecided: true);
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.Equal(0, _room.Waiting);
        Assert.InRange(_room.Places, WaitingRoom.FewestPlaces, WaitingRoom.MostPlaces);
    }

    // They come together, and leave together when the time is over, as those do whom one commit decides.
    private void Decide(int calls, TimeSpan each, bool isDecided = true, TimeSpan window = default)
    {
        _clock.Advance(window - each > TimeSpan.Zero ? window - each : TimeSpan.Zero);
        var entered = Enumerable.Range(0, calls).Select(_ => _room.Enter()).ToList();
        _clock.Advance(each);
        foreach (var call in entered)
            _room.Leave(call, isDecided);
        _room.Leave(_room.Enter(), isDecided: false); // the next call finds what was learned
    }
}
