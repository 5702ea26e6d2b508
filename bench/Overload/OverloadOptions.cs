using System.ComponentModel.DataAnnotations;

namespace Tollgate.Overload;

/// <summary>How long and how hard the silo is pressed.</summary>
internal sealed record OverloadOptions
{
    /// <summary>Seconds for which more is offered than the silo can do.</summary>
    [Range(1, 3_600)]
    public int Seconds { get; init; } = 60;

    /// <summary>In how many parts, before each of which it is measured again what the silo can do.</summary>
    [Range(1, 100)]
    public int Slices { get; init; } = 4;

    /// <summary>Seconds of each closed loop that looks for what the silo can do.</summary>
    [Range(1, 600)]
    public int PeakSeconds { get; init; } = 4;

    /// <summary>How often it is pressed before anything is measured.</summary>
    [Range(0, 100)]
    public int WarmUpRounds { get; init; } = 8;

    /// <summary>How many times the peak is offered.</summary>
    [Range(1.0, 10.0)]
    public double Factor { get; init; } = 2;

    /// <summary>Seconds for which each kind of garbage is poured in, each time. 0: none.</summary>
    [Range(0, 600)]
    public int GarbageSeconds { get; init; } = 4;

    /// <summary>How many times, each beside as long without it.</summary>
    [Range(1, 100)]
    public int GarbageRounds { get; init; } = 3;

    /// <summary>How many users call, each with a token of its own.</summary>
    [Range(1, 100_000)]
    public int Users { get; init; } = 1_000;

    /// <summary>The most connections at a time; a call that finds none free waits for one, which counts as its time.</summary>
    [Range(1, 16_000)]
    public int Connections { get; init; } = 8_000;

    /// <summary>The silo's <c>Quota:DecisionTimeoutMs</c>.</summary>
    [Range(50, 60_000)]
    public int DeadlineMs { get; init; } = 1_500;

    /// <summary>Whether the silo and the callers have cores of their own. Without it they fight for them.</summary>
    public bool OwnCores { get; init; } = true;
}
