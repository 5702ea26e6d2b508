namespace Tollgate.Overload;

/// <summary>What a flood of bad tokens does to good calls.</summary>
/// <param name="PeakPerSecond">Good calls without the flood.</param>
/// <param name="GarbagePerSecond">Bad ones answered.</param>
/// <param name="GoodPerSecond">Good calls allowed meanwhile.</param>
internal sealed record GarbageResult(string Kind, double PeakPerSecond, double GarbagePerSecond, double GoodPerSecond)
{
    public double Share => GoodPerSecond / PeakPerSecond;
}
