using static Tollgate.Throughput.Capacity.Assumptions;

namespace Tollgate.Throughput.Capacity;

/// <summary>What so many calls a day take, each month of 30 days.</summary>
/// <param name="Dollars">DynamoDB's writes and storage, and the silos.</param>
/// <param name="PatternDollars">The AWS pattern's reads and writes for the same calls. It keeps no log and needs no silo; its Lambda runs in both.</param>
internal sealed record Estimate(double PeakPerSecond, int Silos, double WriteUnits, double Dollars, double PatternDollars)
{
    /// <param name="cpuMicroseconds">Of a silo, for one decision.</param>
    /// <param name="writeUnits">For one decision.</param>
    /// <param name="patternWriteUnits">Of the AWS pattern, for one call.</param>
    public static Estimate Of(double callsPerDay, double cpuMicroseconds, double writeUnits, double patternWriteUnits)
    {
        var peak = callsPerDay / TimeSpan.FromDays(1).TotalSeconds * Peak;
        var silos = Math.Max(FewestSilos, (int)Math.Ceiling(peak * cpuMicroseconds / 1e6 / (CpusPerSilo * Busy)));
        var (units, calls) = (callsPerDay * writeUnits * DaysPerMonth, callsPerDay * DaysPerMonth);
        var writes = units / 1e6 * PerMillionWriteUnits;
        var storage = callsPerDay * writeUnits * Retention * BytesPerWriteUnit / 1e9 * PerGigabyteMonth;
        var compute = silos * 24 * DaysPerMonth * (CpusPerSilo * PerCpuHour + GigabytesPerSilo * PerMemoryGigabyteHour);
        return new(peak, silos, units, writes + storage + compute, calls / 1e6 * (patternWriteUnits * PerMillionWriteUnits + PatternReadUnits * PerMillionReadUnits));
    }
}
