using System.Net;
using Microsoft.AspNetCore.Http;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Authorizers.Policies;
using Tollgate.Local.ApiGateway.Calls;
using Tollgate.Local.ApiGateway.Rest.Responses;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Tests.Rest.Responses;

public sealed class ResponseTemplateTests
{

    [Theory]
    [InlineData("$context.authorizer.reason", "quota-exhausted")]
    [InlineData("\"$context.authorizer.reason\"", "\"quota-exhausted\"")]
    [InlineData("$context.authorizer.reason.", "quota-exhausted.")]
    [InlineData("$context.authorizer.reason,$context.authorizer.limit", "quota-exhausted,50")]
    [InlineData("<$context.authorizer.nothing>", "<>")]
    [InlineData("<$context.nothing>", "<>")]
    [InlineData("$context.authorizer.principalId", "alice")]
    [InlineData("$context.authorizer.quoted", "say \"no\"")]
    [InlineData("$context.authorizer.template", "$context.requestId")]
    [InlineData("$context.error.message", "He said \"no\"")]
    [InlineData("$context.error.messageString", "\"He said \\\"no\\\"\"")]
    [InlineData("$context.error.responseType", "ACCESS_DENIED")]
    [InlineData("$context.extendedRequestId $context.routeKey", "ext-1 GET /blog")]
    [InlineData("$context.requestId $context.stage $context.path $context.resourcePath", "req-1 Dev /Dev/blog /blog")]
    [InlineData("$context.httpMethod $context.apiId $context.identity.sourceIp", "GET tollgate01 127.0.0.1")]
    [InlineData("$context.requestTimeEpoch", "1234")]
    [InlineData("$stageVariables.colour", "blue")]
    [InlineData("#if($context.stage)x#end $input.body $ $context", "#if(Dev)x#end $input.body $ $context")]
    public void Fill_Template_SubstitutesRawValues(string template, string expected) =>
        Assert.Equal(expected, ResponseTemplate.Fill(template, Variables("He said \"no\"").Resolve));

    [Fact]
    public void Fill_NoMessage_IsAJsonNull() =>
        Assert.Equal("""{"message":null}""", ResponseTemplate.Fill("""{"message":$context.error.messageString}""", Variables(null).Resolve));

    [Theory]
    [InlineData("$context.authorizer.limit", "50")]
    [InlineData("$stageVariables.colour", "blue")]
    [InlineData("$request.header.Origin", "http://localhost:5173")]
    [InlineData("literal", "literal")]
    [InlineData("$context.authorizer.nothing", null)]
    public void Value_MappingOfAnHttpApi_IsALiteralOrAVariable(string mapping, string? expected) =>
        Assert.Equal(expected, HeaderMapping.HttpValue(mapping, Variables("m").Resolve));

    [Theory]
    [InlineData("'*'", "*")]
    [InlineData("context.authorizer.limit", "50")]
    [InlineData("stageVariables.colour", "blue")]
    [InlineData("method.request.header.Origin", "http://localhost:5173")]
    [InlineData("context.authorizer.nothing", null)]
    [InlineData("unquoted", null)]
    [InlineData("context.authorizer.multiline", null)]
    public void Value_Mapping_IsALiteralOrAVariable(string mapping, string? expected) =>
        Assert.Equal(expected, HeaderMapping.Value(mapping, Variables("m").Resolve));

    private static ResponseVariables Variables(string? message)
    {
        var context = new Dictionary<string, string>
        {
            ["reason"] = "quota-exhausted", ["limit"] = "50", ["quoted"] = "say \"no\"", ["template"] = "$context.requestId", ["multiline"] = "a\r\nb: c",
        };
        var call = new CallVariables(
            Call(), new() { StageVariables = { ["colour"] = "blue" } }, new(), new PolicyOutput("alice", new Policy([]), context));
        return new(call, GatewayResponseType.AccessDenied, message);
    }

    private static ApiCall Call()
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Loopback } };
        http.Request.Headers.Origin = "http://localhost:5173";
        return new("req-1", "ext-1", "Root=1-0-0", "Dev", "/Dev/blog", "/blog", "GET", DateTimeOffset.UnixEpoch.AddMilliseconds(1234), http.Request)
        {
            Route = new(ApiRouteOptions.Blog, "/blog", new Dictionary<string, string>()),
        };
    }
}
