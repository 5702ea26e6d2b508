using System.Diagnostics.Metrics;
using Tollgate.Grains;
using Tollgate.Silo.Observability;

namespace Tollgate.Silo.Activity;

/// <summary>
/// This silo's last minute, second by second, from the same instruments that <c>/metrics</c> reads. It listens only, so what is counted is
/// counted in one place.
/// </summary>
internal sealed class SiloActivity : IHostedService, IDisposable
{
    public const int Seconds = 60;

    // The second that is being counted, and a spare so that it never counts into one that is being read.
    private readonly ActivitySecond[] _ring = [.. Enumerable.Range(0, Seconds + 2).Select(static _ => new ActivitySecond())];
    private readonly MeterListener _listener = new();
    private readonly TimeProvider _clock;

    public SiloActivity(TimeProvider clock)
    {
        _clock = clock;
        StartedAt = clock.GetUtcNow();
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetryNames.SiloMeter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.SetMeasurementEventCallback<double>(Record);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    public DateTimeOffset StartedAt { get; }

    /// <summary>The seconds before this one, oldest first; a second in which nothing happened is there as well.</summary>
    public IReadOnlyList<ActivitySecond> LastMinute()
    {
        var now = Now;
        return [.. Enumerable.Range(1, Seconds).Select(back => now - Seconds - 1 + back).Select(at => _ring[at % _ring.Length] is { } second && second.At == at ? second : new ActivitySecond { At = at })];
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeSeconds();

    private ActivitySecond Current()
    {
        var now = Now;
        var second = _ring[now % _ring.Length];
        second.TurnTo(now);
        return second;
    }

    private void Count(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (instrument.Name == TelemetryNames.Decisions && tags is [{ Key: TelemetryNames.Reason, Value: string reason }])
            Current().CountDecision(reason, measurement);
        else if (instrument.Name == TelemetryNames.StoreFailures)
            Current().CountStoreFailure(measurement);
    }

    private void Record(Instrument instrument, double measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (instrument.Name == TelemetryNames.DecisionDuration)
            Current().Record(measurement);
    }
}
