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

    public void Add(OpenDay day, string leaseId) => _leases.Writer.TryWrite(new(day, leaseId, clock.GetTimestamp()));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var life = options.Value.SettleAfter;
        await foreach (var due in _leases.Reader.ReadAllAsync(stoppingToken))
        {
            if (life - clock.GetElapsedTime(due.TakenAt) is var left && left > TimeSpan.Zero)
                await Task.Delay(left, clock, stoppingToken);
            due.Day.SettleLease(due.LeaseId);
        }
    }

    private readonly record struct Due(OpenDay Day, string LeaseId, long TakenAt);
}
