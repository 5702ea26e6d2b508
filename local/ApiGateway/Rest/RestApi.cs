using System.Text;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Calls;
using Tollgate.Local.ApiGateway.Rest.Responses;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>A REST API: limits, stage, route, preflight, authorizer, mock integration; whatever goes wrong is a gateway response.</summary>
public sealed class RestApi(
    IOptions<GatewayOptions> gateway, IOptions<AwsOptions> aws, ResourceTable resources, CorsHeaders cors,
    LambdaAuthorizer authorizer, GatewayResponseWriter responses, MockIntegration mock) : IApi
{
    private const string ExplicitDeny = "User is not authorized to access this resource with an explicit deny";
    private const string ImplicitDeny = "User is not authorized to access this resource";

    public async Task AnswerAsync(HttpContext http, ApiCall call)
    {
        http.Response.Headers["x-amzn-RequestId"] = call.RequestId;
        http.Response.Headers["x-amz-apigw-id"] = call.ExtendedRequestId;
        if (RequestLimits.Exceeded(http))
            await RefuseAsync(http, call, GatewayResponseType.HeadersTooLarge, "Request Header Fields Too Large");
        else if (call.Stage != gateway.Value.Stage)
            await RefuseAsync(http, call, GatewayResponseType.Forbidden, "Forbidden");
        else if (resources.Find(call.Path) is not { } resource)
            await RefuseAsync(http, call, GatewayResponseType.MissingAuthenticationToken, "Missing Authentication Token");
        else if (call.Method == "OPTIONS" && gateway.Value.Cors.IsOn)
            AnswerPreflight(http);
        else if (resource.Route(call.Method, call.Path) is not { } route)
            await RefuseAsync(http, call, GatewayResponseType.MissingAuthenticationToken, "Missing Authentication Token");
        else
            await AuthorizeAsync(http, call with { Route = route });
    }

    public Task AnswerFaultAsync(HttpContext http, ApiCall call) =>
        RefuseAsync(http, call, GatewayResponseType.InternalError, "Internal server error");

    private async Task AuthorizeAsync(HttpContext http, ApiCall call)
    {
        var arn = MethodArn.For(aws.Value, gateway.Value, call);
        if (Encoding.UTF8.GetByteCount(arn) > MethodArn.MaxBytes)
        {
            await RefuseAsync(http, call, GatewayResponseType.UriTooLong, "Request-URI Too Long");
            return;
        }

        if (call.Route!.Options.AuthorizationType == AuthorizationType.None)
        {
            await mock.AnswerAsync(http, call, authorizer: null);
            return;
        }

        var verdict = await authorizer.AuthorizeAsync(call, arn);
        await (verdict switch
        {
            AuthorizerAllowed allowed => mock.AnswerAsync(http, call, allowed.Output),
            AuthorizerDenied denied => RefuseAsync(
                http, call, GatewayResponseType.AccessDenied, denied.Explicitly ? ExplicitDeny : ImplicitDeny, denied.Output),
            AuthorizerUnauthorized => RefuseAsync(http, call, GatewayResponseType.Unauthorized, "Unauthorized"),
            AuthorizerMisconfigured => RefuseAsync(http, call, GatewayResponseType.AuthorizerConfigurationError, null),
            _ => RefuseAsync(http, call, GatewayResponseType.AuthorizerFailure, null),
        });
    }

    private void AnswerPreflight(HttpContext http)
    {
        cors.AddAll(http.Response.Headers);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = 0;
    }

    private Task RefuseAsync(HttpContext http, ApiCall call, GatewayResponseType type, string? message, AuthorizerOutput? output = null) =>
        responses.WriteAsync(http, new(new CallVariables(call, gateway.Value, aws.Value, output), type, message));
}
