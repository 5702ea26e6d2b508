namespace Tollgate.Grains;

/// <summary>
/// Every name under which the service is watched: meters, instruments, spans and their attributes. A promise to dashboards; docs/observability.md
/// lists them. What DynamoDB is asked is counted in its own project, under names of the same kind.
/// </summary>
public static class TelemetryNames
{
    public const string SiloMeter = "Tollgate.Silo";
    public const string GrainsMeter = "Tollgate.Grains";

    /// <summary>Decisions on calls, by <see cref="Reason"/>: <c>allowed</c>, <c>replayed</c>, or why not.</summary>
    public const string Decisions = "tollgate.decisions";

    /// <summary>How long a decision took, in seconds, from when the call came.</summary>
    public const string DecisionDuration = "tollgate.decision.duration";

    /// <summary>Calls that were refused without a decision, by <see cref="Reason"/>: <c>unauthenticated</c>, <c>store-unavailable</c>, <c>deadline</c>.</summary>
    public const string Undecided = "tollgate.undecided";

    /// <summary>Calls let in and not yet answered.</summary>
    public const string DecisionsWaiting = "tollgate.decisions.waiting";

    /// <summary>How many of them there may be now.</summary>
    public const string DecisionsRoom = "tollgate.decisions.room";

    /// <summary>New tokens that wait for their signature to be checked.</summary>
    public const string TokensWaiting = "tollgate.tokens.waiting";

    /// <summary>Calls whose token is refused, and that wait for their turn to be told.</summary>
    public const string RefusalsWaiting = "tollgate.refusals.waiting";

    /// <summary>Batches that wait for their commit; SQLite only.</summary>
    public const string StoreWaitingBatches = "tollgate.store.waiting_batches";

    /// <summary>Reads and appends that the event store failed, by <see cref="Operation"/>.</summary>
    public const string StoreFailures = "tollgate.store.failures";

    /// <summary>Open days that began further ahead of the clock than clocks may differ.</summary>
    public const string DaysAbandoned = "tollgate.quota.days_abandoned";

    /// <summary>Times that an activation gave way because another one wrote its stream.</summary>
    public const string StreamsLost = "tollgate.streams.lost";

    /// <summary>Appends whose outcome the store could not tell at once.</summary>
    public const string UnknownOutcomes = "tollgate.streams.unknown_outcomes";

    /// <summary>The source of our own spans.</summary>
    public const string Source = "Tollgate";

    /// <summary>One charge at the principal's quota: from the decision until it holds.</summary>
    public const string ChargeSpan = "tollgate.charge";

    /// <summary>Of a decision, and of whatever was refused without one.</summary>
    public const string Reason = "reason";

    /// <summary>Of a failure of the store: <c>read</c> or <c>append</c>.</summary>
    public const string Operation = "operation";

    /// <summary>Attribute of the request's span: the decision's reason.</summary>
    public const string ReasonAttribute = "tollgate.reason";

    /// <summary>Attribute of a charge: the role map's resource.</summary>
    public const string ResourceAttribute = "tollgate.resource";

    /// <summary>Attribute of a charge: what the call costs.</summary>
    public const string UnitsAttribute = "tollgate.units";

    /// <summary>Attribute of a charge: what became of it.</summary>
    public const string OutcomeAttribute = "tollgate.outcome";
}
