using System.Collections.Immutable;
using Tollgate.Domain.Quotas;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>A day as the log has it: each event, and what the events up to it add up to.</summary>
internal sealed record LoggedDay(ImmutableList<QuotaEvent> Events, ImmutableList<QuotaState> States)
{
    public QuotaState State => States[^1];

    /// <summary>The calls that the log knows of, whether charged one by one or from a lease.</summary>
    public IEnumerable<string> RequestIds => Events.SelectMany(happened => happened switch
    {
        CallsCharged charged => [charged.RequestId],
        LeaseSettled settled => settled.Charges.SelectMany(charges => charges.RequestIds),
        _ => Enumerable.Empty<string>(),
    });

    public static LoggedDay Empty(QuotaDay day) => new([], [QuotaState.Initial(day)]);

    /// <summary>The fold refuses a second day-opened; what a charge may take is checked here.</summary>
    public LoggedDay With(QuotaEvent happened)
    {
        var units = happened switch { CallsCharged charged => charged.Units, LeaseTaken taken => taken.Units, _ => 0 };
        Assert.True(units == 0 || State.Used + units <= State.Limit, $"Event {State.Version + 1} takes more than the limit of {State.Limit}.");
        return new LoggedDay(Events.Add(happened), States.Add(State.Evolve(happened)));
    }
}
