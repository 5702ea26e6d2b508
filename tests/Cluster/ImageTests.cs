using System.Diagnostics;
using System.Net;
using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.Local.Demo.Clusters;

namespace Tollgate.Cluster.Tests;

/// <summary>The steps of the silo's image on this machine: see <see cref="SiloImage"/>.</summary>
public sealed class ImageTests(SharedDynamoDb shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Image_RunsWithoutRootAndOnFilesThatNobodyMayWrite()
    {
        using var image = await SiloImage.BuildAsync();
        Assert.Equal(["dotnet", "Tollgate.Silo.dll"], image.EntryPoint);
        Assert.Equal("0", image.Environment["DOTNET_EnableDiagnostics"]);
        var ports = ClusterPorts.Free(1);
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = image.Environment["Urls"].Replace("8080", $"{ports.Facade(0)}", StringComparison.Ordinal), // others may use it here
            ["Auth:Authority"] = shared.Forge.Issuer,
            ["Auth:Audience"] = "tollgate-web",
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Store:Provider"] = "DynamoDb",
            ["Cluster:Provider"] = "DynamoDb",
            ["Cluster:SiloPort"] = $"{ports.OrleansSilo(0)}",
            ["Cluster:GatewayPort"] = $"{ports.OrleansGateway(0)}",
            ["DynamoDb:ServiceUrl"] = shared.Url,
            ["DynamoDb:TablePrefix"] = $"i{Guid.NewGuid().ToString("N")[..8]}-",
            ["DynamoDb:CreateTables"] = "true",
            ["DynamoDb:RequestTimeoutMs"] = "10000",
        };
        Assert.Equal(1, await image.CheckHealthAsync(settings)); // nobody is there yet

        using var silo = image.Start(settings);
        var (output, errors) = (silo.StandardOutput.ReadToEndAsync(Cancellation), silo.StandardError.ReadToEndAsync(Cancellation));
        try
        {
            while (await image.CheckHealthAsync(settings) != 0)
                Assert.False(silo.HasExited, silo.HasExited ? await errors : "");

            using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
            using var live = await http.GetAsync($"http://127.0.0.1:{ports.Facade(0)}/health/live", Cancellation);
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            await AssertEndsAsync(silo);
        }
        finally
        {
            if (!silo.HasExited)
                silo.Kill(entireProcessTree: true);
        }

        Assert.Equal(0, silo.ExitCode);
        Assert.Equal("", await errors);
        Assert.DoesNotContain("fail: ", await output, StringComparison.Ordinal);
    }

    private static async Task AssertEndsAsync(Process silo)
    {
        using (var kill = Process.Start("sh", ["-c", $"kill -TERM {silo.Id}"]))
            await kill.WaitForExitAsync(Cancellation);
        await silo.WaitForExitAsync(Cancellation).WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancellation);
    }
}
