using System.Text;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Rest.Responses;

namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>The way of one call through a REST API: limits, stage, route, preflight, identity, authorizer, mock integration.</summary>
public sealed partial class RestApi(
    IOptions<GatewayOptions> gateway, IOptions<AwsOptions> aws, RouteTable routes, CorsHeaders cors,
    TokenAuthorizer authorizer, GatewayResponseWriter responses, TimeProvider time, ILogger<RestApi> logger)
{
    private const string ExplicitDeny = "User is not authorized to access this resource with an explicit deny";
    private const string ImplicitDeny = "User is not authorized to access this resource";

    public async Task HandleAsync(HttpContext http)
    {
        var started = time.GetTimestamp();
        var call = ApiRequest.Read(http, time.GetUtcNow());
        http.Response.Headers["x-amzn-RequestId"] = call.RequestId;
        http.Response.Headers["X-Amzn-Trace-Id"] = call.TraceId;
        try
        {
            await AnswerAsync(http, call);
        }
        catch (Exception e) when (e is not OperationCanceledException && !http.Response.HasStarted)
        {
            Failed(e, call.RequestId);
            await RefuseAsync(http, call, GatewayResponseType.InternalError, "Internal server error");
        }

        var elapsed = Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 1);
        Answered(call.Method, call.Stage, call.Path, http.Response.StatusCode, elapsed, call.RequestId);
    }

    private async Task AnswerAsync(HttpContext http, ApiRequest call)
    {
        if (RequestLimits.Exceeded(http))
            await RefuseAsync(http, call, GatewayResponseType.HeadersTooLarge, "Request Header Fields Too Large");
        else if (call.Stage != gateway.Value.Stage)
            await RefuseAsync(http, call, GatewayResponseType.Forbidden, "Forbidden");
        else if (routes.Find(call.Path) is not { } resource)
            await RefuseAsync(http, call, GatewayResponseType.MissingAuthenticationToken, "Missing Authentication Token");
        else if (call.Method == "OPTIONS")
            AnswerPreflight(http);
        else if (resource.Method(call.Method) is not { } route)
            await RefuseAsync(http, call, GatewayResponseType.MissingAuthenticationToken, "Missing Authentication Token", resource);
        else
            await AuthorizeAsync(http, call, resource, route);
    }

    private async Task AuthorizeAsync(HttpContext http, ApiRequest call, ApiResource resource, RouteOptions route)
    {
        var arn = MethodArn.For(aws.Value, gateway.Value, call);
        if (Encoding.UTF8.GetByteCount(arn) > MethodArn.MaxBytes)
        {
            await RefuseAsync(http, call, GatewayResponseType.UriTooLong, "Request-URI Too Long", resource);
            return;
        }

        if (IdentitySource.Read(http.Request) is not { } headerValue)
        {
            await RefuseAsync(http, call, GatewayResponseType.Unauthorized, "Unauthorized", resource);
            return;
        }

        var verdict = await authorizer.AuthorizeAsync(headerValue, arn, call.TraceId);
        await (verdict switch
        {
            AuthorizerAllowed => AnswerMockAsync(http, route),
            AuthorizerDenied denied => RefuseAsync(
                http, call, GatewayResponseType.AccessDenied, denied.Explicitly ? ExplicitDeny : ImplicitDeny, resource, denied.Output),
            AuthorizerUnauthorized => RefuseAsync(http, call, GatewayResponseType.Unauthorized, "Unauthorized", resource),
            AuthorizerMisconfigured => RefuseAsync(http, call, GatewayResponseType.AuthorizerConfigurationError, null, resource),
            _ => RefuseAsync(http, call, GatewayResponseType.AuthorizerFailure, null, resource),
        });
    }

    private void AnswerPreflight(HttpContext http)
    {
        cors.AddAll(http.Response.Headers);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 0;
    }

    private async Task AnswerMockAsync(HttpContext http, RouteOptions route)
    {
        cors.AddOrigin(http.Response.Headers);
        http.Response.StatusCode = route.MockStatus;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Encoding.UTF8.GetByteCount(route.MockBody);
        if (http.Request.Method != "HEAD")
            await http.Response.WriteAsync(route.MockBody, http.RequestAborted);
    }

    private Task RefuseAsync(
        HttpContext http, ApiRequest call, GatewayResponseType type, string? message, ApiResource? resource = null, AuthorizerOutput? output = null) =>
        responses.WriteAsync(http, new(call, gateway.Value, aws.Value, http.Request.Headers, type, message, resource?.Path, output));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} /{Stage}{Path} -> {Status} in {ElapsedMs} ms ({RequestId})")]
    private partial void Answered(string method, string stage, string path, int status, double elapsedMs, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "call {RequestId} failed in the stand-in itself")]
    private partial void Failed(Exception exception, string requestId);
}
