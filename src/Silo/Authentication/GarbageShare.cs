namespace Tollgate.Silo.Authentication;

/// <summary>
/// Whether many of the new tokens of late were garbage. While nearly all are good, each is worth an immediate check; in a flood of tokens that
/// nobody signed, checking waits behind everything else.
/// </summary>
internal sealed class GarbageShare
{
    /// <summary>Up to one bad token among so many good ones is the everyday share: sessions that have ended, clients that were set up wrongly.</summary>
    public const int GoodForEachBad = 8;

    /// <summary>Bad tokens in a row that make a flood.</summary>
    public const int BadInARow = 16;

    private const int Flood = GoodForEachBad * BadInARow;
    private const int Max = 2 * Flood; // so that a flood is soon forgotten

    private int _score;

    public bool IsHigh => Volatile.Read(ref _score) >= Flood;

    /// <summary>Counts one token. Two that are counted at the same moment may count as one: it is an estimate.</summary>
    public void Count(bool isGood)
    {
        var score = Volatile.Read(ref _score);
        if (isGood && score == 0)
            return;
        Volatile.Write(ref _score, isGood ? score - 1 : Math.Min(score + GoodForEachBad, Max));
    }
}
