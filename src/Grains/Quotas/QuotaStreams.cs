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

/// <summary>What the quota grains of a silo share: how the streams of any principal are loaded, and by which clock and options.</summary>
internal sealed class QuotaStreams(
    IEventStore store, QuotaSnapshots snapshots, LeaseSettler settler, TimeProvider clock, IOptions<QuotaOptions> options, IOptions<RetentionOptions> retention, ILogger<QuotaGrain> logger)
{
    private static readonly StreamKind<QuotaState, QuotaEvent> DayKind = new(
        static (state, happened) => state.Evolve(happened), QuotaEventCodec.Encode, QuotaEventCodec.Decode);

    private static readonly StreamKind<AccountState, AccountEvent> AccountKind = new(
        static (state, happened) => state.Evolve(happened), AccountEventCodec.Encode, AccountEventCodec.Decode);

    public TimeProvider Clock => clock;

    public QuotaOptions Options { get; } = options.Value;

    public RetentionOptions Retention { get; } = retention.Value;

    public ILogger Logger => logger;

    /// <exception cref="StreamExpiredException">The day is past its retention.</exception>
    public Task<DayStream> LoadDayAsync(Principal principal, QuotaDay day) =>
        DayStream.LoadAsync(QuotaStream.Name(principal, day), QuotaState.Initial(day), DayKind, store, snapshots, clock, logger);

    public Task<AccountLive> LoadAccountAsync(Principal principal) =>
        AccountLive.LoadAsync(AccountStream.Name(principal), AccountState.Initial, AccountKind, store, snapshots: null, clock, logger);

    public OpenDay Open(DayStream day) => new(day, Options, settler, clock, logger);
}
