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

    private readonly IEventStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly string _name;
    private UsageLive? _stream;
    private Task? _loading;

    public UsageGrain(IEventStore store, TimeProvider clock, ILogger<UsageGrain> logger)
    {
        (_store, _clock, _logger) = (store, clock, logger);
        var key = this.GetPrimaryKeyString();
        _name = QuotaDay.TryParse(key, out var day) ? UsageStream.Name(day) : throw new ArgumentException($"'{key}' is not a day.");
    }

    public Task<bool> See(string[] principals) => AnswerAsync(
        async stream =>
        {
            var decision = UsageDecisions.See(stream.State, principals);
            // One by one: together they may be more than a batch holds.
            await Task.WhenAll(decision.Events.Select(happened => stream.CommitAsync([happened], _clock.GetUtcNow())));
            return true;
        },
        failed: false);

    public Task<string[]?> Find(string prefix, string? after, int limit) => AnswerAsync<string[]?>(
        async stream =>
        {
            var page = stream.State.Find(prefix, after, limit);
            await stream.CommitAsync([], _clock.GetUtcNow());
            return [.. page];
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
            _logger.StreamLost(_name);
            DeactivateOnIdle();
            return failed;
        }
        catch (Exception e) when (e is EventStoreUnavailableException or StreamExpiredException or StreamDamagedException)
        {
            _logger.StreamUnavailable(_name, e);
            return failed;
        }
    }

    private async Task LoadAsync()
    {
        await Task.Yield(); // so that _loading is set before it is cleared
        try
        {
            _stream = await UsageLive.LoadAsync(_name, UsageDirectory.Initial, Kind, _store, snapshots: null, _clock, _logger);
        }
        finally
        {
            _loading = null;
        }
    }
}
