using Tollgate.Local.ApiGateway.Rest;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

public sealed class ResourceTableTests
{
    private static readonly ResourceTable Table = new(new[] { "/", "/blog", "/orders", "/orders/{id}", "/orders/open", "/files/{rest+}", "/files/{name}/raw" }
        .Select(path => new ApiRouteOptions { Path = path }));

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/blog", "/blog")]
    [InlineData("/%62log", "/blog")]
    [InlineData("/orders/open", "/orders/open")]
    [InlineData("/orders/7", "/orders/{id}")]
    [InlineData("/orders/a%2Fb", "/orders/{id}")]
    [InlineData("/files/a", "/files/{rest+}")]
    [InlineData("/files/a/b/c", "/files/{rest+}")]
    [InlineData("/files/a/raw", "/files/{name}/raw")]
    [InlineData("/Blog", null)]
    [InlineData("/blog/", null)]
    [InlineData("//blog", null)]
    [InlineData("/blog/x", null)]
    [InlineData("/orders/", null)]
    [InlineData("/orders/7/8", null)]
    [InlineData("/files", null)]
    [InlineData("/files/", null)]
    [InlineData("/./blog", null)]
    [InlineData("/a/../blog", null)]
    public void Find_Path_TakesTheMostSpecificResource(string path, string? resource) =>
        Assert.Equal(resource, Table.Find(path)?.Path);

    [Fact]
    public void Find_LiteralWithoutTheMethod_DoesNotFallBackToTheVariable()
    {
        var table = new ResourceTable([new() { Path = "/orders/open" }, new() { Method = "POST", Path = "/orders/{id}" }]);

        Assert.Null(table.Find("/orders/open")!.Route("POST", "/orders/open"));
        Assert.NotNull(table.Find("/orders/7")!.Route("POST", "/orders/7"));
    }
}
