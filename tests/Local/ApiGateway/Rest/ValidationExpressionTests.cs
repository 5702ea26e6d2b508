using System.Net;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

/// <summary>AWS's own expression for a JWT: what does not look like one is a 401 and costs no invocation.</summary>
public sealed class ValidationExpressionTests : IAsyncLifetime
{
    private const string LooksLikeAJwt = @"^(Bearer )?[A-Za-z0-9-_]+\.[A-Za-z0-9-_]+\.[A-Za-z0-9-_]+$";

    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.StartAsync(
        $"--Gateway:Authorizer:IdentityValidationExpression={LooksLikeAJwt}|allow|count", "--Lambda:Concurrency=1");

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Get_HeaderThatDoesNotMatch_Is401WithoutAnInvocation()
    {
        foreach (var token in new[] { "deny:x", "a.b", "a.b.c.d", "Basic a.b.c", "xallow", "allowx" })
        {
            using var refused = await _gateway.GetAsync("/Dev/blog", token);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Equal("UnauthorizedException", refused.Header("x-amzn-ErrorType"));
        }

        Assert.Equal("1", await _gateway.AskAsync("count"));
    }

    [Theory]
    [InlineData("allow", HttpStatusCode.OK)]
    [InlineData("Bearer a.b.c", HttpStatusCode.InternalServerError)] // the function knows no such script
    public async Task Get_HeaderThatMatches_IsTheFunctionsToJudge(string token, HttpStatusCode status)
    {
        using var answer = await _gateway.GetAsync("/Dev/blog", token);

        Assert.Equal(status, answer.StatusCode);
    }
}
