using System.Diagnostics.Metrics;
using Tollgate.EventStore;
using Tollgate.Grains;
using Tollgate.Silo.Admission;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Hosting;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Observability;

/// <summary>What waits in this silo at the moment that somebody looks. Each of these queues is bounded.</summary>
internal sealed class QueueGauges
{
    public QueueGauges(
        IMeterFactory meters, WaitingRoom room, SignatureSlots signatures, RefusalPace refusals, [FromKeyedServices(EventStoreRegistration.Itself)] IEventStore store)
    {
        var meter = meters.Create(TelemetryNames.SiloMeter);
        meter.CreateObservableGauge(TelemetryNames.DecisionsWaiting, () => room.Waiting, description: "Calls let in and not yet answered.");
        meter.CreateObservableGauge(TelemetryNames.DecisionsRoom, () => room.Places, description: "How many of them there may be now; beyond: 503.");
        meter.CreateObservableGauge(TelemetryNames.TokensWaiting, () => signatures.Waiting, description: "New tokens that wait for their signature to be checked.");
        meter.CreateObservableGauge(TelemetryNames.RefusalsWaiting, () => refusals.Waiting, description: "Calls whose token is refused, and that wait for their turn to be told.");
        if (store is SqliteEventStore sqlite)
            meter.CreateObservableGauge(TelemetryNames.StoreWaitingBatches, () => sqlite.WaitingBatches, description: "Batches that wait for their commit.");
    }
}
