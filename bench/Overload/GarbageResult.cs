namespace Tollgate.Overload;

/// <summary>What a flood of bad tokens does to good calls: medians of rounds, without the flood and with it in turn.</summary>
/// <param name="GarbagePerSecond">Bad ones answered.</param>
/// <param name="GoodPerSecond">Good calls allowed meanwhile.</param>
/// <param name="Share">Of those that are allowed without the flood.</param>
internal sealed record GarbageResult(string Kind, double GarbagePerSecond, double GoodPerSecond, double Share);
