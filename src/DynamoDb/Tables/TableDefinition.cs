using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Tollgate.DynamoDb.Tables;

/// <summary>What one table must be like.</summary>
/// <param name="TimeToLive">The attribute that says when an item has expired, seconds since 1970; null where none does.</param>
public sealed record TableDefinition(string Name, TableKey Partition, TableKey Sort, string? TimeToLive = null)
{
    internal List<KeySchemaElement> KeySchema => [new(Partition.Name, KeyType.HASH), new(Sort.Name, KeyType.RANGE)];

    internal List<AttributeDefinition> Attributes => [Partition.Definition, Sort.Definition];

    /// <summary>How the key reads in a message: <c>Stream (S), Version (N)</c>.</summary>
    internal string Key => DescribeKey(KeySchema, Attributes);

    internal static string DescribeKey(IEnumerable<KeySchemaElement> schema, IEnumerable<AttributeDefinition> attributes) =>
        string.Join(", ", schema.OrderBy(element => element.KeyType == KeyType.RANGE)
            .Select(element => $"{element.AttributeName} ({attributes.FirstOrDefault(attribute => attribute.AttributeName == element.AttributeName)?.AttributeType})"));
}

/// <param name="Type">S for text, N for a number.</param>
public sealed record TableKey(string Name, string Type)
{
    internal AttributeDefinition Definition => new(Name, new ScalarAttributeType(Type));
}
