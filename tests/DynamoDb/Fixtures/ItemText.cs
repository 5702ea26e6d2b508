using Amazon.DynamoDBv2.Model;

namespace Tollgate.DynamoDb.Tests.Fixtures;

/// <summary>An item as lines of text, in the order in which it was written, for comparison with a golden one.</summary>
internal static class ItemText
{
    public static IEnumerable<string> Describe(this Dictionary<string, AttributeValue> item) => item.Select(attribute => $"{attribute.Key} {Value(attribute.Value)}");

    private static string Value(AttributeValue value) =>
        value.S is { } text ? $"S {text}"
        : value.N is { } number ? $"N {number}"
        : value.B is { } bytes ? $"B {Convert.ToHexString(bytes.ToArray())}"
        : value.NULL == true ? "NULL"
        : "?";
}
