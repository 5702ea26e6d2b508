using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Silo.Commands.Verify;

/// <summary>
/// Reads a whole log stream by stream, event by event, and reports every event that should not stand where it stands. It needs memory for one
/// stream's fold, however long the log is.
/// </summary>
internal sealed class LogVerifier(
    IEventReader log, IStreamCatalog catalog, RetentionOptions retention, TimeProvider clock, ProgressLine progress, Action<string> report)
{
    private LogTotals _totals;

    public async Task<LogTotals> RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var stream in catalog.ListAsync("", cancellationToken))
        {
            await VerifyAsync(stream, cancellationToken);
            progress.Report(() => $"So far {_totals}");
        }

        return _totals;
    }

    private async Task VerifyAsync(string stream, CancellationToken cancellationToken)
    {
        var check = new StreamCheck(StreamFolds.Of(stream, retention, clock.GetUtcNow()), (version, fault) => Report(stream, version, fault));
        try
        {
            await foreach (var recorded in log.ReadAsync(stream, 1, cancellationToken))
            {
                check.Next(recorded);
                _totals = _totals with { Events = _totals.Events + recorded.Batch.Events.Count };
                progress.Report(() => $"So far {_totals}");
            }
        }
        catch (EventStoreUnavailableException failure) when (failure.InnerException is InvalidDataException damage)
        {
            Report(stream, check.Version + 1, damage.Message);
        }

        // A stream may be removed between its listing and its reading.
        if (check.Version > 0)
            _totals = _totals with { Streams = _totals.Streams + 1, Cut = _totals.Cut + (check.IsCut ? 1 : 0) };
    }

    private void Report(string stream, long version, string fault)
    {
        _totals = _totals with { Violations = _totals.Violations + 1 };
        report($"{stream} version {version}: {fault}");
    }
}
