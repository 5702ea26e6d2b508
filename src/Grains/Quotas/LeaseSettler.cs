using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// Ends every lease of this silo when its time is over. One clock for all of them: all leases live equally long, so they end in the order in which
/// they were taken, and no grain needs a timer.
/// </summary>
internal sealed class LeaseSettler(IOptions<QuotaOptions> options, TimeProvider clock) : BackgroundService
{
    private readonly Channel<Due> _leases = Channel.CreateUnbounded<Due>(new() { SingleReader = true });

    /// <summary>Called on the grain's scheduler, where the lease is settled too.</summary>
    public void Add(OpenDay day, string leaseId) =>
        _leases.Writer.TryWrite(new(day, leaseId, TaskScheduler.Current, clock.GetTimestamp()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var life = options.Value.SettleAfter;
        await foreach (var due in _leases.Reader.ReadAllAsync(stoppingToken))
        {
            if (life - clock.GetElapsedTime(due.TakenAt) is var left && left > TimeSpan.Zero)
                await Task.Delay(left, clock, stoppingToken);
            _ = Task.Factory.StartNew(static due => ((Due)due!).Settle(), due, stoppingToken, TaskCreationOptions.None, due.Scheduler);
        }
    }

    private sealed record Due(OpenDay Day, string LeaseId, TaskScheduler Scheduler, long TakenAt)
    {
        public void Settle() => Day.SettleLease(LeaseId);
    }
}
