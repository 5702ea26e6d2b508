using System.Diagnostics.Metrics;
using Amazon.DynamoDBv2.Model;

namespace Tollgate.DynamoDb;

/// <summary>What is asked of DynamoDB and what it costs. The names are a promise to dashboards.</summary>
public static class DynamoDbInstruments
{
    public const string MeterName = "Tollgate.DynamoDb";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Requests answered, by <c>operation</c> (<c>PutItem</c>) and <c>table</c>.</summary>
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("tollgate.dynamodb.requests");

    /// <summary>Capacity units as DynamoDB billed them, by <c>kind</c> (<c>write</c>, <c>read</c>) and <c>table</c>.</summary>
    private static readonly Counter<double> Units = Meter.CreateCounter<double>("tollgate.dynamodb.units");

    /// <summary>Requests that were slowed down because the table, or the account, had too much to do.</summary>
    private static readonly Counter<long> Throttles = Meter.CreateCounter<long>("tollgate.dynamodb.throttles");

    internal static void CountWrite(string operation, string table, ConsumedCapacity? consumed) => Count(operation, table, "write", consumed);

    internal static void CountRead(string operation, string table, ConsumedCapacity? consumed) => Count(operation, table, "read", consumed);

    internal static void CountThrottle(string operation, string table) => Throttles.Add(1, new("operation", operation), new("table", table));

    private static void Count(string operation, string table, string kind, ConsumedCapacity? consumed)
    {
        Requests.Add(1, new("operation", operation), new("table", table));
        if (consumed?.CapacityUnits is { } units)
            Units.Add(units, new("kind", kind), new("table", table));
    }
}
