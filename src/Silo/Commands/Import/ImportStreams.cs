using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Domain.Usage;
using Tollgate.EventStore;

namespace Tollgate.Silo.Commands.Import;

/// <summary>Load, decide, append, as a grain does. Silos may serve the same streams meanwhile: whoever is second decides anew.</summary>
internal sealed class ImportStreams(IEventStore store, TimeProvider clock, bool isDryRun)
{
    private const int Attempts = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public Task<(TReply Reply, RoleMap State)> DecideAsync<TReply>(Func<RoleMap, Decision<TReply, RoleMapEvent>> rule, CancellationToken stopping) =>
        DecideAsync(RoleMap.Stream, RoleMap.Initial, static (map, happened) => map.Evolve(happened), RoleMapEventCodec.Encode, RoleMapEventCodec.Decode, rule, stopping);

    public Task<(TReply Reply, AccountState State)> DecideAsync<TReply>(
        Principal principal, Func<AccountState, Decision<TReply, AccountEvent>> rule, CancellationToken stopping) =>
        DecideAsync(AccountStream.Name(principal), AccountState.Initial, static (account, happened) => account.Evolve(happened),
            AccountEventCodec.Encode, AccountEventCodec.Decode, rule, stopping);

    public Task<(TReply Reply, QuotaState State)> DecideAsync<TReply>(
        Principal principal, QuotaDay day, Func<QuotaState, Decision<TReply, QuotaEvent>> rule, CancellationToken stopping) =>
        DecideAsync(QuotaStream.Name(principal, day), QuotaState.Initial(day), static (state, happened) => state.Evolve(happened),
            QuotaEventCodec.Encode, QuotaEventCodec.Decode, rule, stopping);

    public Task<(TReply Reply, UsageDirectory State)> DecideAsync<TReply>(
        QuotaDay day, Func<UsageDirectory, Decision<TReply, UsageEvent>> rule, CancellationToken stopping) =>
        DecideAsync(UsageStream.Name(day), UsageDirectory.Initial, static (directory, happened) => directory.Evolve(happened),
            UsageEventCodec.Encode, UsageEventCodec.Decode, rule, stopping);

    // The state is the one that the rule saw, and what it decided besides.
    private async Task<(TReply Reply, TState State)> DecideAsync<TState, TEvent, TReply>(
        string stream, TState initial, Func<TState, TEvent, TState> evolve, Func<TEvent, StoredEvent> encode, DecodeEvent<TEvent> decode,
        Func<TState, Decision<TReply, TEvent>> rule, CancellationToken stopping)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (state, version) = (initial, 0L);
            await foreach (var recorded in store.ReadAsync(stream, 1, stopping))
            {
                foreach (var data in recorded.Batch.Events)
                    state = evolve(state, decode(data.Type, data.Data.Span));
                version = recorded.LastVersion;
            }

            var decision = rule(state);
            state = decision.Events.Aggregate(state, evolve);
            try
            {
                if (!isDryRun && decision.Events.Count > 0)
                    await AppendAsync(stream, version, [.. decision.Events.Select(encode)], stopping);
                return (decision.Reply, state);
            }
            catch (VersionConflictException) when (attempt < Attempts)
            {
                await Task.Delay(Pause, clock, stopping);
            }
        }
    }

    // The same batch until it is known what became of it.
    private async Task AppendAsync(string stream, long version, StoredEvent[] events, CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        var batch = new EventBatch(Guid.CreateVersion7(), [.. events.Select(happened => new EventData(happened.Type, now, happened.Data))]);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await store.AppendAsync(stream, version, batch, stopping);
                return;
            }
            catch (EventStoreUnavailableException failure) when (failure.OutcomeUnknown && attempt < Attempts)
            {
                await Task.Delay(Pause, clock, stopping);
            }
        }
    }

    private delegate TEvent DecodeEvent<out TEvent>(string type, ReadOnlySpan<byte> data);
}
