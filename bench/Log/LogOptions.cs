using System.ComponentModel.DataAnnotations;

namespace Tollgate.Log;

/// <summary>How large the log is, and where.</summary>
internal sealed record LogOptions
{
    /// <summary>Events in all; rounded up to whole days.</summary>
    [Range(1_000, 1_000_000_000)]
    public long Events { get; init; } = 50_000_000;

    /// <summary>Users who call on each day.</summary>
    [Range(10, 1_000_000)]
    public int Users { get; init; } = 50_000;

    /// <summary>Events of each user's day: it is opened, the rest are calls.</summary>
    [Range(2, 100_000)]
    public int EventsOfADay { get; init; } = 50;

    /// <summary>Days that are read cold.</summary>
    [Range(1, 10_000)]
    public int Reads { get; init; } = 200;

    /// <summary>Seconds for which appends are timed, without and with old days being removed.</summary>
    [Range(1, 600)]
    public int Seconds { get; init; } = 15;

    /// <summary>Where the file is made, in a folder of its own.</summary>
    public string Folder { get; init; } = Path.Combine("artifacts", "bench-log");

    /// <summary>A log that is there already, of today and of these numbers; it stays. Null to make one, which is deleted afterwards.</summary>
    public string? Log { get; init; }

    public int Days => (int)Math.Max(2, Math.Ceiling((double)Events / ((long)Users * EventsOfADay)));

    public long AllEvents => (long)Days * Users * EventsOfADay;
}
