using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollgate.DynamoDb.Line;

namespace Tollgate.DynamoDb.Tests.Fixtures;

/// <summary>What is sent to DynamoDB, attribute by attribute, against a file that is only ever edited on purpose.</summary>
internal static class GoldenRequests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AssertGolden(this FaultyLine line, string name, string except = "")
    {
        var sent = new JsonArray([.. line.Requests.Where(request => request.Operation != except).Select(request => Sorted(JsonNode.Parse(request.Body)))]).ToJsonString(Readable);
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", $"{name}.json")).TrimEnd();
        Assert.Equal(golden, sent);
    }

    // Members by name, without the token that the SDK draws by chance for each transaction.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => member.Key != "ClientRequestToken").OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
