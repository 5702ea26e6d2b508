namespace Tollgate.Throughput.Contending;

/// <summary>What a server has asked of its store so far.</summary>
/// <param name="WriteRequests">To DynamoDB or Redis.</param>
/// <param name="WriteUnits">As DynamoDB bills them.</param>
/// <param name="Bytes">Written to a disk.</param>
internal readonly record struct Usage(double Requests, double WriteRequests, double WriteUnits, double Bytes)
{
    public static Usage operator -(Usage after, Usage before) => new(
        after.Requests - before.Requests, after.WriteRequests - before.WriteRequests, after.WriteUnits - before.WriteUnits, after.Bytes - before.Bytes);
}
