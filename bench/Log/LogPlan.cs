using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;

namespace Tollgate.Log;

/// <summary>
/// What is in the log: days up to today, on each of which all users call in turns. One event is one batch, the most rows that they can be, and the
/// rows of a user's day are as far from each other as there are users.
/// </summary>
internal sealed class LogPlan(LogOptions options, DateTimeOffset now)
{
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _today = new(now.UtcDateTime.Date, TimeSpan.Zero);

    public IEnumerable<DateTimeOffset> Days => Enumerable.Range(1 - options.Days, options.Days).Select(day => _today.AddDays(day));

    public static string Stream(int user, DateTimeOffset day) =>
        Principal.TryParse($"user{user}@example.com", lowerCase: true, out var principal)
            ? QuotaStream.Name(principal, QuotaDay.Of(day))
            : throw new ArgumentOutOfRangeException(nameof(user));

    /// <summary>Instants between one turn of all users and the next, on every day but the last.</summary>
    public IEnumerable<DateTimeOffset> Cutoffs =>
        from day in Days.SkipLast(1)
        from version in Enumerable.Range(1, options.EventsOfADay)
        select At(day, version) + (BetweenCalls / 2);

    /// <param name="version">Of the event, from 1.</param>
    public EventBatch Batch(DateTimeOffset day, int version)
    {
        QuotaEvent happened = version == 1
            ? new DayOpened(options.EventsOfADay, AccountVersion: 0)
            : new CallsCharged(SortableId.New(day).ToString("N"), 1, "/blog", "GET");
        var stored = QuotaEventCodec.Encode(happened);
        return new EventBatch(SortableId.New(day), [new EventData(stored.Type, At(day, version), stored.Data)]);
    }

    private static DateTimeOffset At(DateTimeOffset day, int version) => day + (version * BetweenCalls);
}
