using System.Diagnostics.Metrics;
using Tollgate.EventStore;
using Tollgate.Silo.Admission;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Hosting;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Observability;

/// <summary>What waits in this silo at the moment that somebody looks. Each of these queues is bounded.</summary>
internal sealed class QueueGauges
{
    public QueueGauges(
        IMeterFactory meters, WaitingRoom room, SignatureSlots signatures, [FromKeyedServices(EventStoreRegistration.Itself)] IEventStore store)
    {
        var meter = meters.Create(SiloInstruments.MeterName);
        meter.CreateObservableGauge("tollgate.decisions.waiting", () => room.Waiting, description: "Calls let in and not yet answered.");
        meter.CreateObservableGauge("tollgate.decisions.room", () => room.Places, description: "How many of them there may be now; beyond: 503.");
        meter.CreateObservableGauge("tollgate.tokens.waiting", () => signatures.Waiting, description: "New tokens that wait for their signature to be checked.");
        if (store is SqliteEventStore sqlite)
            meter.CreateObservableGauge("tollgate.store.waiting_batches", () => sqlite.WaitingBatches, description: "Batches that wait for their commit.");
    }
}
