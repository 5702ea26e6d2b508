using System.Net;
using System.Text.Json;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Administration;

public sealed class AdminAccessTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public static TheoryData<string, string> Endpoints => new()
    {
        { "GET", "quotas?principal=bob@example.com" },
        { "GET", "quotas" },
        { "GET", "quotas/days?principal=bob@example.com" },
        { "GET", "quotas/limit?principal=bob@example.com" },
        { "GET", "quotas/limit/events?principal=bob@example.com" },
        { "GET", "quotas/events?principal=bob@example.com" },
        { "PUT", "quotas/limit?principal=bob@example.com" },
        { "DELETE", "quotas/limit?principal=bob@example.com&reason=x" },
        { "POST", "quotas/reset?principal=bob@example.com" },
        { "POST", "quotas/refunds?principal=bob@example.com" },
        { "GET", "role-map" },
        { "PUT", "role-map" },
        { "DELETE", "role-map?resource=/blog&method=GET" },
        { "GET", "role-map/events" },
        { "GET", "decisions?principal=bob@example.com" },
        { "GET", "cluster" },
        { "POST", "dashboard-access" },
    };

    // Whatever is added later is found here, or fails.
    [Fact]
    public async Task EveryEndpointOfTheDocument_IsInTheList()
    {
        var document = JsonDocument.Parse(await _silo.Http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken));
        var documented = document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/v1/admin/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject(), (path, method) => $"{method.Name.ToUpperInvariant()} {path.Name["/v1/admin/".Length..]}");

        Assert.Equal(
            documented.Order(StringComparer.Ordinal),
            Endpoints.Select(endpoint => $"{endpoint.Data.Item1} {endpoint.Data.Item2.Split('?')[0]}").Distinct().Order(StringComparer.Ordinal));
    }

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task NotInTheAdminGroup_Is403(string method, string path)
    {
        string[] groups = ["local_Okta", "tollgate-admin", "tollgate-admins2", "Tollgate-Admins"];
        var token = _silo.Forge.Issue(new TokenSpec { Groups = groups });

        var response = await _silo.AdminAsync(new HttpMethod(method), path, "{}", token: token);

        await response.IsProblemAsync(HttpStatusCode.Forbidden, "not-admin");
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task NoToken_Is401(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1/admin/{path}");

        var response = await _silo.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }
}
