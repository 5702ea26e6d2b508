using System.Collections.Immutable;
using Tollgate.Domain.Quotas;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>A day as the log has it: each event, and what the events up to it add up to.</summary>
internal sealed record LoggedDay(ImmutableList<QuotaEvent> Events, ImmutableList<QuotaState> States)
{
    public QuotaState State => States[^1];

    public IEnumerable<string> RequestIds => Events.OfType<CallsCharged>().Select(charged => charged.RequestId);

    public static LoggedDay Empty(QuotaDay day) => new([], [QuotaState.Initial(day)]);

    /// <summary>The fold refuses a second day-opened; what a charge may take is checked here.</summary>
    public LoggedDay With(QuotaEvent happened)
    {
        if (happened is CallsCharged charged)
            Assert.True(State.Used + charged.Units <= State.Limit, $"Event {State.Version + 1} takes more than the limit of {State.Limit}.");
        return new LoggedDay(Events.Add(happened), States.Add(State.Evolve(happened)));
    }
}
