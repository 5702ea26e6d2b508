using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Calls;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Http;

/// <summary>An HTTP API: stage, preflight, route, authorizer, mock integration. Its own answers are fixed; there are no gateway responses.</summary>
public sealed class HttpApi(
    IOptions<GatewayOptions> gateway, IOptions<AwsOptions> aws, RouteTable routes, CorsHeaders cors, LambdaAuthorizer authorizer, MockIntegration mock) : IApi
{
    public Task AnswerAsync(HttpContext http, ApiCall call)
    {
        http.Response.Headers["Apigw-Requestid"] = call.RequestId;
        if (RequestLimits.Exceeded(http))
            return RefuseAsync(http, 431, "Request Header Fields Too Large");
        if (call.Stage != gateway.Value.Stage)
            return RefuseAsync(http, 404, "Not Found");
        if (call.Method == "OPTIONS" && gateway.Value.Cors.IsOn)
            return AnswerPreflight(http);

        return routes.Find(call.Method, call.Path) is { } route
            ? AuthorizeAsync(http, call with { Route = route })
            : RefuseAsync(http, 404, "Not Found");
    }

    public Task AnswerFaultAsync(HttpContext http, ApiCall call) => RefuseAsync(http, 500, "Internal Server Error");

    private async Task AuthorizeAsync(HttpContext http, ApiCall call)
    {
        var verdict = call.Route!.Options.AuthorizationType == AuthorizationType.None
            ? null
            : await authorizer.AuthorizeAsync(call, MethodArn.For(aws.Value, gateway.Value, call));
        await (verdict switch
        {
            null => mock.AnswerAsync(http, call, authorizer: null),
            AuthorizerAllowed allowed => mock.AnswerAsync(http, call, allowed.Output),
            AuthorizerDenied => RefuseAsync(http, 403, "Forbidden"),
            AuthorizerUnauthorized => RefuseAsync(http, 401, "Unauthorized"),
            _ => RefuseAsync(http, 500, "Internal Server Error"),
        });
    }

    private Task AnswerPreflight(HttpContext http)
    {
        cors.AddAll(http.Response.Headers);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private Task RefuseAsync(HttpContext http, int status, string message)
    {
        cors.AddOrigin(http.Response.Headers);
        return PlainAnswer.WriteAsync(http, status, message);
    }
}
