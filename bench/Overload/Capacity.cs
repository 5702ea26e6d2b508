namespace Tollgate.Overload;

/// <summary>What the silo can do at this moment, on a machine whose speed changes: measured again before each slice of a run.</summary>
/// <param name="PeakPerSecond">Calls that it allows, if it is asked for no more.</param>
/// <param name="RefusalsPerSecond">How often it can say no, if it says nothing else.</param>
internal sealed record Capacity(double PeakPerSecond, double RefusalsPerSecond)
{
    // Beyond it, saying no alone would take most of the processor.
    private const double MostOfRefusals = 0.6;

    /// <summary>The most that may be offered for anything to be left beside saying no.</summary>
    public double BearableOffer => MostOfRefusals * RefusalsPerSecond;

    /// <summary>What could be allowed at most, beside saying no to the rest.</summary>
    public double AllowedOf(double offeredPerSecond) =>
        Math.Min(PeakPerSecond, (1 - (offeredPerSecond / RefusalsPerSecond)) / ((1 / PeakPerSecond) - (1 / RefusalsPerSecond)));
}
