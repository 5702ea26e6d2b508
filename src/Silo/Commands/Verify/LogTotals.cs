namespace Tollgate.Silo.Commands.Verify;

/// <summary>What a check of a log has gone through.</summary>
/// <param name="Cut">Streams of expired days whose beginning has been removed.</param>
internal readonly record struct LogTotals(long Streams, long Events, long Violations, long Cut)
{
    public override string ToString() => $"{Streams} streams, {Events} events, {Violations} violations";
}
