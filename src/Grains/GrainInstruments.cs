using System.Diagnostics.Metrics;

namespace Tollgate.Grains;

/// <summary>What the grains count. The names are a promise to dashboards.</summary>
public static class GrainInstruments
{
    public const string MeterName = "Tollgate.Grains";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Open days that began further ahead of the clock than clocks may differ.</summary>
    internal static readonly Counter<long> DaysAbandoned = Meter.CreateCounter<long>("tollgate.quota.days_abandoned");

    /// <summary>Times that an activation gave way because another one wrote its stream.</summary>
    internal static readonly Counter<long> StreamsLost = Meter.CreateCounter<long>("tollgate.streams.lost");

    /// <summary>Appends whose outcome the store could not tell at once.</summary>
    internal static readonly Counter<long> UnknownOutcomes = Meter.CreateCounter<long>("tollgate.streams.unknown_outcomes");
}
