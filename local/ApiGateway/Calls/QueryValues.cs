using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Tollgate.Local.ApiGateway.Calls;

public static class QueryValues
{
    /// <summary>The query's parameters, decoded; names as they were sent, since API Gateway tells <c>a</c> and <c>A</c> apart.</summary>
    public static IReadOnlyDictionary<string, StringValues> Of(HttpRequest request)
    {
        var values = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            values[name] = StringValues.Concat(values.GetValueOrDefault(name), pair.DecodeValue().ToString());
        }

        return values;
    }
}
