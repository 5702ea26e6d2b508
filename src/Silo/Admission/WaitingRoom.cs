using Microsoft.Extensions.Options;
using Tollgate.Grains.Quotas;

namespace Tollgate.Silo.Admission;

/// <summary>
/// How many calls may wait for their decision in this silo. Many, as long as decisions come quickly: calls that wait for another silo cost this
/// one nothing. When decisions become slow, no more than can be decided in a fraction of their deadline: whoever comes beyond that would be answered
/// too late, and make others late as well.
/// </summary>
internal sealed class WaitingRoom(IOptions<QuotaOptions> options, TimeProvider clock)
{
    /// <summary>Places that there are however slow the silo.</summary>
    public const int FewestPlaces = 512;

    /// <summary>Places that there are while decisions come quickly. A waiting call holds some 30 KB.</summary>
    public const int MostPlaces = 4_096;

    // Slow is what takes longer than this part of the deadline.
    private const double Part = 1 / 15.0;

    private const double Growth = 1.25;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    private readonly double _slow = options.Value.DecisionTimeoutMs * Part / 1_000;
    private readonly Lock _learning = new();
    private long _windowStart = clock.GetTimestamp();
    private long _times;
    private int _decided;
    private int _places = MostPlaces;
    private int _waiting;

    /// <summary>Calls let in and not yet answered.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many of them there may be now.</summary>
    public int Places => Volatile.Read(ref _places);

    /// <returns>False where the caller is better told at once.</returns>
    public bool HasRoom() => Waiting < Places;

    /// <returns>What <see cref="Leave"/> wants to know.</returns>
    public long Enter()
    {
        Interlocked.Increment(ref _waiting);
        var now = clock.GetTimestamp();

        // Not when somebody leaves: a commit decides many at once, and the first of them would be all that is known.
        if (clock.GetElapsedTime(Volatile.Read(ref _windowStart), now) >= Window && _learning.TryEnter())
            LearnAndExit();
        return now;
    }

    /// <param name="isDecided">Whether it came to a decision: what another silo or the store leaves undone says nothing of this one.</param>
    public void Leave(long entered, bool isDecided)
    {
        Interlocked.Decrement(ref _waiting);
        if (isDecided)
        {
            Interlocked.Increment(ref _decided);
            Interlocked.Add(ref _times, clock.GetElapsedTime(entered).Ticks);
        }
    }

    private void LearnAndExit()
    {
        try
        {
            var took = clock.GetElapsedTime(_windowStart);
            if (took < Window)
                return; // somebody else did, just now

            var decided = Interlocked.Exchange(ref _decided, 0);
            var seconds = TimeSpan.FromTicks(Interlocked.Exchange(ref _times, 0)).TotalSeconds / Math.Max(1, decided);
            var places = seconds > _slow ? decided / took.TotalSeconds * _slow : Places * Growth;
            Volatile.Write(ref _places, (int)Math.Clamp(places, FewestPlaces, MostPlaces));
            Volatile.Write(ref _windowStart, clock.GetTimestamp());
        }
        finally
        {
            _learning.Exit();
        }
    }
}
