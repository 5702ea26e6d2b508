namespace Tollgate.DynamoDb.Line;

/// <summary>One request as it arrived at the line.</summary>
/// <param name="Operation">Such as <c>PutItem</c>.</param>
/// <param name="Table">Empty where it names none at its top.</param>
/// <param name="Body">JSON, as it was sent.</param>
public sealed record LineRequest(string Operation, string Table, string Body)
{
    /// <summary>Whether DynamoDB has answered it, whoever heard of that.</summary>
    public bool IsDelivered { get; internal set; }

    /// <summary>What DynamoDB said that it cost; null where it did not say.</summary>
    public double? Units { get; internal set; }
}
