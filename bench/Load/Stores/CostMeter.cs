using System.Diagnostics.Metrics;
using Tollgate.DynamoDb;

namespace Tollgate.Load.Stores;

/// <summary>Adds up the store's own metrics, as a dashboard would.</summary>
internal sealed class CostMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _lock = new();
    private StoreCost _soFar = new(0, 0, 0, 0);

    public CostMeter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == DynamoDbInstruments.MeterName)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument.Name, value, isWrite: false));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, IsWrite(tags)));
        _listener.Start();
    }

    public StoreCost SoFar
    {
        get
        {
            lock (_lock)
                return _soFar;
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(string instrument, double value, bool isWrite)
    {
        lock (_lock)
            _soFar = instrument switch
            {
                "tollgate.dynamodb.requests" => _soFar with { Requests = _soFar.Requests + (long)value },
                "tollgate.dynamodb.throttles" => _soFar with { Throttles = _soFar.Throttles + (long)value },
                "tollgate.dynamodb.units" when isWrite => _soFar with { WriteUnits = _soFar.WriteUnits + value },
                "tollgate.dynamodb.units" => _soFar with { ReadUnits = _soFar.ReadUnits + value },
                _ => _soFar,
            };
    }

    private static bool IsWrite(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (key, value) in tags)
            if (key == "kind")
                return value is "write";
        return false;
    }
}
