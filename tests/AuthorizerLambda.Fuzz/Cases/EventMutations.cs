using System.Text.Json.Nodes;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

/// <summary>Changes an event as a tree: members lost, added, renamed, of another type or with another's value.</summary>
internal static class EventMutations
{
    private static readonly string[] Names =
    [
        "authorization", "AUTHORIZATION", "Authorization", "authorizationToken", "methodArn", "routeArn", "type", "Type", "version", "headers", "multiValueHeaders", "rawPath", "path",
        "httpMethod", "requestContext", "http", "method", "stage", "routeKey", "requestId", "extendedRequestId", "__proto__", "",
    ];

    public static void Mutate(Random random, TokenPool pool, JsonObject json)
    {
        for (var changes = random.Pick([1, 1, 1, 2, 2, 3, 5]); changes > 0; changes--)
            Change(random, pool, random.Chance(0.5) ? json : random.Pick(Objects(json).ToList()));
    }

    private static void Change(Random random, TokenPool pool, JsonObject target)
    {
        var name = target.Count > 0 && random.Chance(0.7) ? random.Pick(target.Select(member => member.Key).ToList()) : random.Pick(Names);
        switch (random.Next(7))
        {
            case 0:
                target.Remove(name);
                break;
            case 1 when target[name]?.DeepClone() is { } value:
                target.Remove(name);
                target[random.Chance(0.5) ? name.ToUpperInvariant() : random.Pick(Names)] = value;
                break;
            case 2 when target[name]?.DeepClone() is { } value:
                target[random.Pick(Names)] = value;
                break;
            case 3 when target[name] is JsonValue text && text.TryGetValue<string>(out var old):
                target[name] = Edit(random, pool, old);
                break;
            default:
                target[name] = Value(random, pool);
                break;
        }
    }

    private static string Edit(Random random, TokenPool pool, string text)
    {
        var at = random.Next(text.Length + 1);
        return text.Insert(at, random.Next(4) switch
        {
            0 => random.Pick(pool.All),
            1 => Paths.Make(random),
            2 => ((char)random.Next(0x300)).ToString(),
            _ => random.Pick(["*", "?", "${", "/", ":", "%", " ", "Bearer ", "\0", "$connect", "$default", "arn:aws:execute-api:us-east-1:1:a/Dev/GET/blog"]),
        });
    }

    private static JsonNode? Value(Random random, TokenPool pool) => random.Next(14) switch
    {
        0 => null,
        1 => random.Next(-1, 3),
        2 => 1e300,
        3 => random.Chance(0.5),
        4 => new JsonArray(),
        5 => new JsonObject(),
        6 => new JsonArray(random.Pick(pool.All), random.Pick(pool.Good)),
        7 => new JsonObject { ["Authorization"] = random.Pick(pool.Good) },
        8 => random.Pick(["TOKEN", "REQUEST", "token", "1.0", "2.0", "3.0", "$connect", "$default", "GET", "POST", "CONNECT", "prod", "/", ""]),
        9 => random.Pick(["GET", "get", "HEAD", "OPTIONS", "DELETE", "ANY", "*", random.Pick(pool.All), "GET /blog", "\r\n"]),
        10 => Paths.Make(random),
        11 => $"arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev/{random.Pick(["GET", "*", "HEAD", "$connect", "$default", ""])}{Paths.Make(random)}",
        12 => random.Pick(pool.All),
        _ => Nested(random.Next(1, 100)),
    };

    private static JsonNode Nested(int depth) => depth == 0 ? "deep" : new JsonArray(Nested(depth - 1));

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Objects(member.Value)).Prepend(json),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };
}
