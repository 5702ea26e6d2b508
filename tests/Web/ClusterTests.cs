using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>What the console says when the cluster is not well: a silo is silent, the store cannot follow.</summary>
public sealed class ClusterTests(WebSystem web)
{
    private const string Quota = """{"day":"2026-11-22","limit":5,"used":0,"remaining":5,"resetsAt":"2026-11-23T00:00:00Z","version":0}""";

    private static string Cluster(string silent, int undecided, string reasons, int storeFailures) => $$"""
        {"at":"2026-11-22T08:00:01Z","silent":[{{silent}}],"decisionsPerSecond":4.2,"p50Ms":1.5,"p99Ms":9.5,"storeFailures":{{storeFailures}},"activations":12,"hasDashboard":false,
         "reasons":{{reasons}},
         "minute":[{"at":"2026-11-22T08:00:00Z","allowed":40,"denied":1,"undecided":{{undecided}},"storeFailures":{{storeFailures}}}],
         "silos":[
          {"silo":"10.0.0.1:11111","name":"a","status":"Active","hasAnswered":true,"version":"1.2.3","startedAt":"2026-11-22T07:00:00Z","decisionsPerSecond":4.2,"p99Ms":9.5,
           "storeFailures":{{storeFailures}},"activations":{"QuotaGrain":12},"memoryBytes":104857600},
          {"silo":"10.0.0.2:11111","name":"b","status":"Active","hasAnswered":{{(silent.Length == 0 ? "true" : "false")}},"decisionsPerSecond":0,"storeFailures":0,"activations":{},"memoryBytes":0}]}
        """;

    [Fact]
    public async Task SiloThatDidNotAnswer_IsNamed_AndHasNoFigures()
    {
        await using var admin = await OpenAsync("admin/cluster", "/v1/admin/cluster", Cluster("\"10.0.0.2:11111\"", 0, """{"allowed":40}""", 0));

        await admin.SeesAsync("10.0.0.2:11111 did not answer: what they do is missing here.");
        await Assertions.Expect(Cells(admin, "10.0.0.2:11111")).ToHaveTextAsync(["Active, silent", "–", "–", "–", "–", "–"]);
        await Assertions.Expect(Cells(admin, "10.0.0.1:11111")).ToHaveTextAsync(["Active", "4.2", "9.5 ms", "12", "0", "100 MB"]);
        await Assertions.Expect(admin.Page.GetByText("Not every call gets a decision")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(7, """{"allowed":40,"overloaded":5,"undecided":2}""", 3, "In the last minute 7 calls were told to try again, 5 of them because more came than can be decided in time. The store failed 3 times.")]
    [InlineData(1, """{"allowed":40,"undecided":1}""", 0, "In the last minute 1 call was told to try again. The store did not fail.")]
    [InlineData(0, """{"allowed":40}""", 1, "In the last minute no call was told to try again. The store failed once.")]
    public async Task StoreThatFails_OrCannotFollow_IsSaidInWords(int undecided, string reasons, int storeFailures, string text)
    {
        await using var admin = await OpenAsync("admin/cluster", "/v1/admin/cluster", Cluster("", undecided, reasons, storeFailures));

        await admin.SeesAsync("Not every call gets a decision");
        await admin.SeesAsync(text);
        await Assertions.Expect(admin.Page.GetByText("did not answer")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task ListOfNames_SaysWhoseAreMissing()
    {
        await using var admin = await OpenAsync("admin/principals", "/v1/admin/quotas",
            """{"day":"2026-11-22","principals":[],"lag":{"seconds":0,"isCatchingUp":false,"silentSilos":["10.0.0.2:11111"]}}""");

        await admin.SeesAsync("10.0.0.2:11111 did not answer: names may be missing");
    }

    [Fact]
    public async Task Refusals_SayWhoseAreMissing()
    {
        await using var admin = await OpenAsync("admin/principals/bob%40example.com", "/v1/admin/decisions",
            $$"""{"principal":"bob@example.com","decisions":[],"silos":{"answered":[],"silent":["10.0.0.2:11111"]},"quota":{{Quota}}}""");
        await admin.TabAsync("Why refused?");

        await admin.SeesAsync("10.0.0.2:11111 did not answer: refusals of theirs are missing.");
    }

    private Task<Visitor> OpenAsync(string path, string endpoint, string body) => web.OpenAsAsync("admin", path: path, before: page =>
        page.RouteAsync(url => new Uri(url).AbsolutePath == endpoint, route => route.FulfillAsync(new() { ContentType = "application/json", Body = body })));

    private static ILocator Cells(Visitor admin, string silo) => admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = silo }).GetByRole(AriaRole.Cell);
}
