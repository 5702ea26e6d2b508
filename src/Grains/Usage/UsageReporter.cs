using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Usage;

/// <summary>
/// Tells the usage directory whose days this silo has opened, at most once a second, behind the calls: no call waits for it, and none depends
/// on it. What it could not tell it keeps and tells again.
/// </summary>
public sealed class UsageReporter(IGrainFactory grains, TimeProvider clock, ILogger<UsageReporter> logger) : BackgroundService
{
    private const int MaxAtOnce = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Unbounded, and yet bounded: a day is only opened by writing to the same store that the directory is written to.
    private readonly Channel<Sighting> _seen = Channel.CreateUnbounded<Sighting>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<Sighting> _untold = [];
    private long _oldest;

    /// <summary>How long the directory has not been told of somebody.</summary>
    public TimeSpan Lag => Interlocked.Read(ref _oldest) is > 0 and var oldest ? clock.GetElapsedTime(oldest) : TimeSpan.Zero;

    /// <summary>A principal's day is open. Costs next to nothing, and never waits.</summary>
    public void Saw(Principal principal, QuotaDay day)
    {
        var now = clock.GetTimestamp();
        Interlocked.CompareExchange(ref _oldest, now, 0);
        _seen.Writer.TryWrite(new Sighting(principal, day, now));
    }

    /// <summary>Tells what is left before the silo leaves its cluster.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TellAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _seen.Reader.WaitToReadAsync(stoppingToken))
            {
                await TellAsync();
                await Task.Delay(Pause, clock, stoppingToken);
                while (_untold.Count > 0)
                {
                    await TellAsync();
                    await Task.Delay(Pause, clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // StopAsync tells the rest
        }
    }

    private async Task TellAsync()
    {
        while (_seen.Reader.TryRead(out var sighting))
            _untold.Add(sighting);

        foreach (var day in _untold.GroupBy(sighting => sighting.Day).ToList())
            foreach (var told in day.Chunk(MaxAtOnce))
                if (await IsToldAsync(day.Key, told))
                    _untold.RemoveAll(told.ToHashSet().Contains);

        // Whoever is seen meanwhile may be counted a moment too late, by as much as this took.
        Interlocked.Exchange(ref _oldest, _untold.Count > 0 ? _untold[0].At : _seen.Reader.TryPeek(out var next) ? next.At : 0);
    }

    private async Task<bool> IsToldAsync(QuotaDay day, Sighting[] told)
    {
        try
        {
            return await grains.GetGrain<IUsageGrain>(day.ToString()).See([.. told.Select(sighting => sighting.Principal.Value)]);
        }
        catch (Exception e) // no grain can be reached now, whatever the reason: it is told again
        {
            logger.UsageNotTold(day, told.Length, e);
            return false;
        }
    }

    private sealed record Sighting(Principal Principal, QuotaDay Day, long At);
}

internal static partial class UsageReporterLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage directory of {Day} could not be told of {Principals} principals; it will be told again.")]
    public static partial void UsageNotTold(this ILogger logger, QuotaDay day, int principals, Exception exception);
}
