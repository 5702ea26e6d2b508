using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Judging;

/// <summary>
/// What an event asks, read without the authorizer's own code. Where a member is there twice every value counts, so whatever reading the
/// authorizer chose, it is among these.
/// </summary>
internal sealed record AskedCall(IReadOnlyList<string> Tokens, IReadOnlyList<string> Arns, IReadOnlyList<(string Method, string Path)> Calls)
{
    /// <returns>Null for what is no JSON object.</returns>
    public static AskedCall? Read(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 256 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AskedCall Read(JsonElement json)
    {
        var isToken = Texts(json, "type").Contains("TOKEN");
        var isHttpApi = Texts(json, "version").Contains("2.0");
        var arns = Texts(json, isHttpApi ? "routeArn" : "methodArn").ToList();
        var headers = Objects(json, "headers").SelectMany(map => map.EnumerateObject())
            .Where(header => header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : "");
        var tokens = isToken ? Texts(json, "authorizationToken") : headers;
        return new([.. tokens.Select(Bare)], arns, [.. isHttpApi ? OfHttpApi(json) : arns.Select(OfArn)]);
    }

    // arn:aws:execute-api:region:account:api/stage/VERB/path
    private static (string Method, string Path) OfArn(string arn)
    {
        var parts = arn.Split(':', 6)[^1].Split('/', 4);
        var verb = parts.ElementAtOrDefault(2) ?? "";
        return verb == "$connect" ? ("CONNECT", "/$connect") : (verb, $"/{parts.ElementAtOrDefault(3)}");
    }

    private static IEnumerable<(string Method, string Path)> OfHttpApi(JsonElement json) =>
        from context in Objects(json, "requestContext")
        from http in Objects(context, "http")
        from method in Texts(http, "method")
        from raw in Texts(json, "rawPath")
        from stage in Texts(context, "stage").DefaultIfEmpty("$default")
        from path in raw.StartsWith($"/{stage}/", StringComparison.Ordinal) ? [raw, raw[(stage.Length + 1)..]] : new[] { raw }
        select (method, path);

    private static string Bare(string value)
    {
        var text = value.Trim(' ');
        return text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? text[7..].TrimStart(' ') : text;
    }

    private static IEnumerable<string> Texts(JsonElement json, string name) =>
        Members(json, name).Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!);

    private static IEnumerable<JsonElement> Objects(JsonElement json, string name) => Members(json, name).Where(value => value.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Members(JsonElement json, string name) =>
        json.EnumerateObject().Where(member => member.NameEquals(name)).Select(member => member.Value);
}
