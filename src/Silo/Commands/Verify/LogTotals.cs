namespace Tollgate.Silo.Commands.Verify;

/// <summary>What a check of a log has gone through.</summary>
/// <param name="Expired">Streams of past days whose beginning has been removed.</param>
internal readonly record struct LogTotals(long Streams, long Events, long Violations, long Expired)
{
    public override string ToString() => $"{Streams} streams, {Events} events, {Violations} violations";
}
