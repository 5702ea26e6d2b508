using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

using AccountLive = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Accounts.AccountState, Tollgate.Domain.Accounts.AccountEvent>;
using DayStream = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Quotas.QuotaState, Tollgate.Domain.Quotas.QuotaEvent>;

namespace Tollgate.Grains.Quotas;

/// <summary>What the quotas of a silo share: how the streams of any principal are loaded, and by which clock and options.</summary>
internal sealed class QuotaStreams(
    IEventStore store,
    QuotaSnapshots snapshots,
    LeaseSettler settler,
    TimeProvider clock,
    IOptions<QuotaOptions> options,
    IOptions<RetentionOptions> retention,
    ILogger<QuotaGrain> logger)
{
    private static readonly StreamKind<QuotaState, QuotaEvent> DayKind = new(
        static (state, happened) => state.Evolve(happened), QuotaEventCodec.Encode, QuotaEventCodec.Decode);

    private static readonly StreamKind<ChargeInLog, QuotaEvent> ChargeKind = new(
        static (state, happened) => state.Evolve(happened), QuotaEventCodec.Encode, QuotaEventCodec.Decode);

    private static readonly StreamKind<AccountState, AccountEvent> AccountKind = new(
        static (state, happened) => state.Evolve(happened), AccountEventCodec.Encode, AccountEventCodec.Decode);

    private readonly StreamSources<QuotaState> _days = new(store, snapshots, clock, logger);
    private readonly StreamSources<AccountState> _accounts = new(store, null, clock, logger);

    public TimeProvider Clock => clock;

    public QuotaOptions Options { get; } = options.Value;

    public RetentionOptions Retention { get; } = retention.Value;

    public LeaseSettler Settler => settler;

    public ILogger Logger => logger;

    /// <exception cref="StreamExpiredException">The day is past its retention.</exception>
    public Task<DayStream> LoadDayAsync(object gate, Principal principal, QuotaDay day) =>
        DayStream.LoadAsync(gate, QuotaStream.Name(principal, day), QuotaState.Initial(day), DayKind, _days);

    public Task<AccountLive> LoadAccountAsync(object gate, Principal principal) =>
        AccountLive.LoadAsync(gate, AccountStream.Name(principal), AccountState.Initial, AccountKind, _accounts);

    /// <summary>Reads the day from its first event, to the end that it has now.</summary>
    /// <exception cref="StreamExpiredException">The day is past its retention.</exception>
    public async Task<RememberedRequest?> FindChargeAsync(Principal principal, QuotaDay day, RequestId requestId)
    {
        var replay = new StreamReplay<ChargeInLog, QuotaEvent>(QuotaStream.Name(principal, day), new(requestId), ChargeKind, store);
        await replay.RunAsync(snapshots: null).ConfigureAwait(false);
        return replay.State.Charge;
    }
}
