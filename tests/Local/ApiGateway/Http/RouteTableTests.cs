using Tollgate.Local.ApiGateway.Http;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Tests.Http;

public sealed class RouteTableTests
{
    private static readonly ApiRouteOptions[] Routes =
    [
        new() { Path = "$default" },
        new() { Path = "/pets/{proxy+}", Method = "ANY" },
        new() { Path = "/pets/{id}" },
        new() { Path = "/pets/dog/1" },
        new() { Path = "/pets/cat", Method = "POST" },
        new() { Path = "/pets/cat", Method = "ANY" },
    ];

    // The first four are AWS's own examples.
    [Theory]
    [InlineData("GET", "/pets/dog/1", "GET /pets/dog/1")]
    [InlineData("GET", "/pets/dog/2", "ANY /pets/{proxy+}")]
    [InlineData("GET", "/pets/cat/1", "ANY /pets/{proxy+}")]
    [InlineData("POST", "/test/5", "$default")]
    [InlineData("GET", "/pets/dog", "GET /pets/{id}")]
    [InlineData("PUT", "/pets/dog", "ANY /pets/{proxy+}")]
    [InlineData("POST", "/pets/cat", "POST /pets/cat")]
    [InlineData("DELETE", "/pets/cat", "ANY /pets/cat")]
    [InlineData("GET", "/pets", "$default")]
    [InlineData("GET", "/", "$default")]
    public void Find_Call_TakesTheMostSpecificRoute(string method, string path, string routeKey) =>
        Assert.Equal(routeKey, new RouteTable(Routes).Find(method, path)?.RouteKey);

    [Fact]
    public void Find_WithoutADefaultRoute_MayFindNone() => Assert.Null(new RouteTable(Routes[1..]).Find("GET", "/test"));

    [Fact]
    public void Find_Path_NamesItsVariables()
    {
        Assert.Equal("a b", new RouteTable(Routes).Find("GET", "/pets/a%20b")!.PathParameters["id"]);
        Assert.Equal("a/b", new RouteTable(Routes).Find("PUT", "/pets/a/b")!.PathParameters["proxy"]);
    }
}
