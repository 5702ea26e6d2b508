using System.Text;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Routes;

/// <summary>What stands behind a route: a fixed answer, with headers that may be taken from the authorizer's context.</summary>
public sealed class MockIntegration(IOptions<GatewayOptions> gateway, IOptions<AwsOptions> aws, CorsHeaders cors)
{
    private const string RestHeader = "method.response.header.";
    private const string HttpHeader = "overwrite.header.";

    public async Task AnswerAsync(HttpContext http, ApiCall call, AuthorizerOutput? authorizer)
    {
        var route = call.Route!.Options;
        var variables = new CallVariables(call, gateway.Value, aws.Value, authorizer);
        cors.AddOrigin(http.Response.Headers);
        foreach (var (parameter, mapping) in route.ResponseParameters)
            AddHeader(http.Response.Headers, parameter, mapping, variables);

        http.Response.StatusCode = route.MockStatus;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Encoding.UTF8.GetByteCount(route.MockBody);
        if (http.Request.Method != "HEAD")
            await http.Response.WriteAsync(route.MockBody, http.RequestAborted);
    }

    private static void AddHeader(IHeaderDictionary headers, string parameter, string mapping, CallVariables variables)
    {
        var (name, value) = parameter.StartsWith(RestHeader, StringComparison.Ordinal)
            ? (parameter[RestHeader.Length..], HeaderMapping.Value(mapping, variables.Resolve))
            : (parameter[HttpHeader.Length..], HeaderMapping.HttpValue(mapping, variables.Resolve));
        if (value is not null)
            headers[name] = value;
    }

    /// <summary>The prefix of a response parameter, after which the header's name stands.</summary>
    public static string PrefixOf(ProtocolType protocol) => protocol == ProtocolType.Rest ? RestHeader : HttpHeader;
}
