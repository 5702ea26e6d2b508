using System.Text;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Rest.Responses;

/// <summary>Writes a gateway response: the type's own settings, else DEFAULT_4XX or DEFAULT_5XX, else API Gateway's defaults.</summary>
public sealed class GatewayResponseWriter(IOptions<GatewayOptions> options, CorsHeaders cors)
{
    private static readonly GatewayResponseOptions BuiltIn = new();

    public async Task WriteAsync(HttpContext http, ResponseVariables variables)
    {
        var type = variables.Type;
        var response = options.Value.Responses.GetValueOrDefault(type.Name)
            ?? options.Value.Responses.GetValueOrDefault(type.Fallback)
            ?? BuiltIn;

        http.Response.StatusCode = response.StatusCode ?? type.Status;
        var headers = http.Response.Headers;
        cors.AddAll(headers);
        if (type.ErrorType is not null)
            headers["x-amzn-ErrorType"] = type.ErrorType;
        foreach (var (name, mapping) in response.Headers)
            if (HeaderMapping.Value(mapping, variables.Resolve) is { } value)
                headers[name] = value;

        var body = Encoding.UTF8.GetBytes(ResponseTemplate.Fill(response.Template, variables.Resolve));
        http.Response.ContentType = GatewayResponseOptions.Json;
        http.Response.ContentLength = body.Length;
        if (http.Request.Method != "HEAD")
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
