using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Usage;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

using UsageLive = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Usage.UsageDirectory, Tollgate.Domain.Usage.UsageEvent>;

namespace Tollgate.Grains.Usage;

/// <summary>A shell round <see cref="UsageDecisions"/>: load, decide, commit, reply.</summary>
[Reentrant]
internal sealed class UsageGrain : Grain, IUsageGrain
{
    private static readonly StreamKind<UsageDirectory, UsageEvent> Kind = new(
        static (directory, happened) => directory.Evolve(happened), UsageEventCodec.Encode, UsageEventCodec.Decode);

    private readonly object _gate = new();
    private readonly StreamSources<UsageDirectory> _sources;
    private readonly string _name;
    private UsageLive? _stream;
    private Task? _loading;

    public UsageGrain(IEventStore store, TimeProvider clock, ILogger<UsageGrain> logger)
    {
        _sources = new(store, null, clock, logger);
        var key = this.GetPrimaryKeyString();
        _name = QuotaDay.TryParse(key, out var day) ? UsageStream.Name(day) : throw new ArgumentException($"'{key}' is not a day.");
    }

    public Task<bool> See(string[] principals) => AnswerAsync(
        async stream =>
        {
            Task[] committed;
            lock (_gate)
            {
                var decision = UsageDecisions.See(stream.State, principals);
                // One by one: together they may be more than a batch holds.
                committed = [.. decision.Events.Select(happened => stream.CommitAsync([happened], _sources.Clock.GetUtcNow()))];
            }

            await Task.WhenAll(committed);
            return true;
        },
        failed: false);

    public Task<string[]?> Find(string prefix, string? after, int limit) => AnswerAsync<string[]?>(
        async stream =>
        {
            string[] page;
            Task confirmed;
            lock (_gate)
            {
                page = [.. stream.State.Find(prefix, after, limit)];
                confirmed = stream.CommitAsync([], _sources.Clock.GetUtcNow());
            }

            await confirmed;
            return page;
        },
        failed: null);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_stream is { } stream)
            await stream.DrainAsync().WaitAsync(cancellationToken);
    }

    private async Task<TReply> AnswerAsync<TReply>(Func<UsageLive, Task<TReply>> answer, TReply failed)
    {
        try
        {
            while (_stream is null or { HasEnded: true })
                await (_loading ??= LoadAsync());
            return await answer(_stream);
        }
        catch (StreamLostException)
        {
            _sources.Logger.StreamLost(_name);
            GrainContext.GiveWay();
            return failed;
        }
        catch (Exception e) when (e is EventStoreUnavailableException or StreamExpiredException or StreamDamagedException)
        {
            _sources.Logger.StreamUnavailable(_name, e);
            return failed;
        }
    }

    private async Task LoadAsync()
    {
        await Task.Yield(); // so that _loading is set before it is cleared
        try
        {
            _stream = await UsageLive.LoadAsync(_gate, _name, UsageDirectory.Initial, Kind, _sources);
        }
        finally
        {
            _loading = null;
        }
    }
}
