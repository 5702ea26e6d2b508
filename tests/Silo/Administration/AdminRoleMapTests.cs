using System.Net;

namespace Tollgate.Silo.Tests.Administration;

public sealed class AdminRoleMapTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Read_ShowsTheMapAndItsVersionAsETag()
    {
        var response = await _silo.AdminAsync(HttpMethod.Get, "role-map");

        Assert.Equal("\"2\"", response.Headers.ETag!.Tag);
        Assert.Equal(
            """{"version":2,"mappings":[{"resource":"/blog","method":"GET","roles":["Finance","IT"]},{"resource":"/reports","method":"GET","roles":["Finance"]}]}""",
            (await response.JsonAsync()).GetRawText());
    }

    [Fact]
    public async Task Map_Pattern_AllowsThePathsItMatches()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _silo.AuthorizeAsync(path: "/orders/7")).StatusCode);

        var response = await _silo.AdminAsync(HttpMethod.Put, "role-map", """{"resource":"/orders/{id}","method":"*","roles":["IT"]}""", ifMatch: "\"2\"");

        Assert.Equal("""{"version":3,"changed":true}""", (await response.JsonAsync()).GetRawText());
        Assert.Equal("\"3\"", response.Headers.ETag!.Tag);
        await EventuallyAsync(async () => (await _silo.AuthorizeAsync(method: "POST", path: "/orders/7")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Unmap_RefusesFromThenOn()
    {
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);

        await _silo.AdminAsync(HttpMethod.Delete, "role-map?resource=/blog&method=GET");

        await EventuallyAsync(async () => (await _silo.AuthorizeAsync()).StatusCode == HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("\"1\"")]
    [InlineData("\"99\"")]
    [InlineData("\"x\"")]
    [InlineData("W/\"2\"")]
    [InlineData("2")]
    public async Task IfMatch_Stale_Is412AndWritesNothing(string ifMatch)
    {
        var put = await _silo.AdminAsync(HttpMethod.Put, "role-map", """{"resource":"/x","method":"GET","roles":["IT"]}""", ifMatch);
        var delete = await _silo.AdminAsync(HttpMethod.Delete, "role-map?resource=/blog&method=GET", ifMatch: ifMatch);

        await put.IsProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await delete.IsProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal("\"2\"", (await _silo.AdminAsync(HttpMethod.Get, "role-map")).Headers.ETag!.Tag);
    }

    [Fact]
    public async Task SameMappingAgain_ChangesNothing()
    {
        var response = await _silo.AdminAsync(HttpMethod.Put, "role-map", """{"resource":"/blog","method":"GET","roles":["IT","Finance","IT"]}""", "*");

        Assert.Equal("""{"version":2,"changed":false}""", (await response.JsonAsync()).GetRawText());
    }

    [Theory]
    [InlineData("""{"resource":"blog","method":"GET","roles":["IT"]}""", 422, "invalid-resource")]
    [InlineData("""{"resource":"/a/*/b","method":"GET","roles":["IT"]}""", 422, "invalid-resource")]
    [InlineData("""{"resource":"/a//b","method":"GET","roles":["IT"]}""", 422, "invalid-resource")]
    [InlineData("""{"resource":"/a/{}","method":"GET","roles":["IT"]}""", 422, "invalid-resource")]
    [InlineData("""{"method":"GET","roles":["IT"]}""", 422, "invalid-resource")]
    [InlineData("""{"resource":"/a","method":"get","roles":["IT"]}""", 422, "invalid-method")]
    [InlineData("""{"resource":"/a","method":"HEAD","roles":["IT"]}""", 422, "invalid-method")]
    [InlineData("""{"resource":"/a","roles":["IT"]}""", 422, "invalid-method")]
    [InlineData("""{"resource":"/a","method":"GET","roles":[]}""", 422, "invalid-roles")]
    [InlineData("""{"resource":"/a","method":"GET","roles":[""]}""", 422, "invalid-roles")]
    [InlineData("""{"resource":"/a","method":"GET","roles":[null]}""", 422, "invalid-roles")]
    [InlineData("""{"resource":"/a","method":"GET"}""", 422, "invalid-roles")]
    [InlineData("""{"resource":"/a","method":"GET","roles":"IT"}""", 400, "bad-body")]
    public async Task BadInput_IsRefusedWithItsReason(string body, int status, string reason)
    {
        var response = await _silo.AdminAsync(HttpMethod.Put, "role-map", body);

        await response.IsProblemAsync((HttpStatusCode)status, reason);
    }

    [Fact]
    public async Task ResourceThatDiffersInAParametersNameOnly_Is409()
    {
        await _silo.AdminAsync(HttpMethod.Put, "role-map", """{"resource":"/orders/{id}","method":"GET","roles":["IT"]}""");

        var response = await _silo.AdminAsync(HttpMethod.Put, "role-map", """{"resource":"/orders/{no}","method":"POST","roles":["IT"]}""");

        await response.IsProblemAsync(HttpStatusCode.Conflict, "same-resource");
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
