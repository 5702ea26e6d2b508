using Tollgate.Local.ApiGateway.Starting;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Starting;

public sealed class StartFailureTests
{
    [Theory]
    [InlineData("Lambda:Bootstrap is not set", "--Lambda:Bootstrap=")]
    [InlineData("is not executable", "--Lambda:Bootstrap={plain file}")]
    [InlineData("Concurrency", "--Lambda:Concurrency=0")]
    [InlineData("'Lambda:Concurrency'", "--Lambda:Concurrency=many")]
    [InlineData("Lambda:RuntimeApiUrl 'http://10.0.0.1:9001'", "--Lambda:RuntimeApiUrl=http://10.0.0.1:9001")]
    [InlineData("no room for 4 ports", "--Lambda:RuntimeApiUrl=http://127.0.0.1:65534")]
    [InlineData("Lambda:Environment:AWS_REGION is reserved", "--Lambda:Environment:AWS_REGION=x")]
    [InlineData("Lambda:Environment:AWS_LAMBDA_X is reserved", "--Lambda:Environment:AWS_LAMBDA_X=x")]
    [InlineData("Lambda:Environment is larger than 4096 bytes", "--Lambda:Environment:BIG={4 KB}")]
    [InlineData("Stage", "--Gateway:Stage=a/b")]
    [InlineData("Path", "--Gateway:Routes:0:Path=blog")]
    [InlineData("Method", "--Gateway:Routes:0:Path=/blog", "--Gateway:Routes:0:Method=FETCH")]
    [InlineData("GET /blog twice", "--Gateway:Routes:0:Path=/blog", "--Gateway:Routes:1:Path=/blog")]
    [InlineData("Gateway:Responses:TEAPOT", "--Gateway:Responses:TEAPOT:StatusCode=418")]
    [InlineData("AccountId", "--Aws:AccountId=me")]
    [InlineData("TimeoutMs", "--Gateway:Authorizer:TimeoutMs=0")]
    [InlineData("127.0.0.1", "--Urls=127.0.0.1")]
    [InlineData("ApiId", "--Lambda:Concurrency=0", "--Gateway:ApiId=A")]
    [InlineData("ftp://127.0.0.1", "--Urls=ftp://127.0.0.1")]
    public async Task Explain_WrongSetting_IsOneLineThatNamesIt(string expected, params string[] settings)
    {
        var failure = await Record.ExceptionAsync(async () => { await using var _ = await RunningGateway.StartAsync([.. settings.Select(Fill)]); });

        Assert.NotNull(failure);
        var line = StartFailure.Explain(failure);
        Assert.NotNull(line);
        Assert.Contains(expected, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Explain_ABug_IsLeftToItsStackTrace() =>
        Assert.Null(StartFailure.Explain(new ArgumentException("x")));

    private static string Fill(string setting) => setting
        .Replace("{plain file}", Path.Combine(AppContext.BaseDirectory, "xunit.runner.json"), StringComparison.Ordinal)
        .Replace("{4 KB}", new string('x', 4096), StringComparison.Ordinal);
}
