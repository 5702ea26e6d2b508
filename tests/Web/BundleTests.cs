using System.Diagnostics;
using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>What is built and shipped.</summary>
public sealed class BundleTests(WebSystem web)
{
    private const int Budget = 250_000;

    private static string Web => Path.Combine(Repository, "web");

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
            return folder.FullName;
        }
    }

    // As it goes over the wire, everything that the page loads until it is at rest; the console's own part comes later.
    [Fact]
    public async Task UsersPage_LoadsLessThan250KilobytesOfScript()
    {
        await using var alice = await web.OpenAsAsync("alice");
        var before = alice.Requests.Count;
        await alice.Page.ReloadAsync();
        await Assertions.Expect(alice.Ring).ToBeVisibleAsync();
        await alice.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var scripts = alice.Requests.Take(before).Concat(alice.Requests).Where(request => request.ResourceType == "script").DistinctBy(request => request.Url).ToList();

        var bytes = 0;
        foreach (var script in scripts)
            bytes += (await script.SizesAsync()).ResponseBodySize;
        TestContext.Current.TestOutputHelper?.WriteLine($"{scripts.Count} scripts, {bytes} bytes");
        Assert.DoesNotContain(scripts, script => script.Url.Contains("/Console-", StringComparison.Ordinal));
        Assert.InRange(bytes, 100_000, Budget);
    }

    [Fact]
    public async Task Client_IsTheOneThatTheOpenApiDocumentGives()
    {
        var generated = Path.Combine(web.Folder, "schema.d.ts");
        using var generator = Process.Start(new ProcessStartInfo("node", ["node_modules/openapi-typescript/bin/cli.js", "../docs/openapi.json", "-o", generated])
        {
            WorkingDirectory = Web, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        await generator.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await generator.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, generator.ExitCode);
        Assert.True(
            await File.ReadAllTextAsync(generated, TestContext.Current.CancellationToken) == await File.ReadAllTextAsync(Path.Combine(Web, "src", "api", "schema.d.ts"), TestContext.Current.CancellationToken),
            "web/src/api/schema.d.ts is not what docs/openapi.json gives. Run: npm run generate, in web.");
    }

    [Fact]
    public void Lockfile_NamesNoRegistry() =>
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(Web, "package-lock.json")), StringComparison.Ordinal);
}
