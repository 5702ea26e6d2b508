using System.Net;

namespace Tollgate.Silo.Tests.OpenApi;

public sealed class OpenApiTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task ServedDocument_IsTheCommittedOne()
    {
        var served = (await _silo.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") + "\n";
        var path = Repository.PathOf("docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("UPDATE_OPENAPI") == "1")
            await File.WriteAllTextAsync(path, served, TestContext.Current.CancellationToken);

        Assert.True(
            served == await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken),
            "docs/openapi.json is not what the silo serves. If the change is meant: make openapi, and review the difference.");
    }

    [Fact]
    public async Task DocsPage_NeedsNothingFromElsewhere()
    {
        var response = await _silo.Http.GetAsync("/docs/", TestContext.Current.CancellationToken);
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }
}
