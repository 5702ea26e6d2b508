using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers.Events;

/// <summary>The maps of an event. The older formats show the last of several values in one map and all of them in another; 2.0 joins them.</summary>
public static class EventMaps
{
    public static JsonObject Headers(IHeaderDictionary headers) => Map(headers, values => values[^1]);

    public static JsonObject AllHeaders(IHeaderDictionary headers) => Map(headers, values => List(values));

    public static JsonObject JoinedHeaders(IHeaderDictionary headers) => Map(
        headers.Where(header => !IsCookie(header.Key)).Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), header.Value)),
        values => string.Join(',', values.ToArray()));

    public static JsonArray Cookies(IHeaderDictionary headers) => List(
        headers.Where(header => IsCookie(header.Key)).SelectMany(header => header.Value)
            .SelectMany(value => value!.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

    public static JsonObject Query(HttpRequest request) => Map(QueryValues.Of(request), values => values[^1]);

    public static JsonObject AllQuery(HttpRequest request) => Map(QueryValues.Of(request), values => List(values));

    public static JsonObject JoinedQuery(HttpRequest request) => Map(QueryValues.Of(request), values => string.Join(',', values.ToArray()));

    public static JsonObject Of(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)));

    public static JsonArray List(IEnumerable<string?> values) => new([.. values.Select(value => (JsonNode?)value)]);

    /// <summary>A time as access logs spell it.</summary>
    public static string Clf(DateTimeOffset time) => time.ToString("dd/MMM/yyyy:HH:mm:ss +0000", CultureInfo.InvariantCulture);

    private static JsonObject Map(IEnumerable<KeyValuePair<string, StringValues>> values, Func<StringValues, JsonNode?> show) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, show(value.Value))));

    private static bool IsCookie(string header) => header.Equals("Cookie", StringComparison.OrdinalIgnoreCase);
}
