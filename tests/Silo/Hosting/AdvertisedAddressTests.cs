using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Tests.Hosting;

/// <summary>Where other silos find this one, beside a metadata endpoint that behaves like that of ECS, and one that does not.</summary>
public sealed class AdvertisedAddressTests
{
    // As the documentation of the endpoint shows it, shortened.
    private const string Fargate = """
        {
          "DockerId": "ea32192c8553fbff06c9340478a2ff089b2bb5646fb718b4ee206641c9086d66",
          "Name": "silo",
          "Labels": {
            "com.amazonaws.ecs.cluster": "default",
            "com.amazonaws.ecs.task-arn": "arn:aws:ecs:us-west-2:111122223333:task/default/8f03e41243824aea923aca126495f665"
          },
          "KnownStatus": "RUNNING",
          "Networks": [{ "NetworkMode": "awsvpc", "IPv4Addresses": ["10.0.2.106"], "AttachmentIndex": 0, "MACAddress": "0e:9e:32:c7:48:85" }]
        }
        """;

    [Fact]
    public async Task TaskHasAnAddress_IsAdvertised_AndTheSiloIsCalledAsTheTask()
    {
        await using var ecs = await StartAsync(context => context.Response.WriteAsync(Fargate));
        var found = await AdvertisedAddress.FindAsync(new ClusterSettings(), Url(ecs));
        Assert.Equal((IPAddress.Parse("10.0.2.106"), "8f03e41243824aea923aca126495f665"), (found.Address, found.SiloName));
        Assert.Equal(new IPEndPoint(IPAddress.Any, 11111), found.ListeningEndpoint(11111)); // not an address of this machine
    }

    [Fact]
    public async Task EndpointComesUpLate_IsAskedAgain()
    {
        var asked = 0;
        await using var ecs = await StartAsync(context =>
        {
            context.Response.StatusCode = ++asked <= 2 ? 503 : 200;
            return context.Response.WriteAsync(Fargate);
        });
        Assert.Equal(IPAddress.Parse("10.0.2.106"), (await AdvertisedAddress.FindAsync(new ClusterSettings(), Url(ecs))).Address);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task AddressIsConfigured_Wins_AndTheTaskGivesTheNameOnly()
    {
        await using var ecs = await StartAsync(context => context.Response.WriteAsync(Fargate));
        var found = await AdvertisedAddress.FindAsync(new ClusterSettings { AdvertisedIP = "127.0.0.1" }, Url(ecs));
        Assert.Equal((IPAddress.Loopback, "8f03e41243824aea923aca126495f665"), (found.Address, found.SiloName));
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 30000), found.ListeningEndpoint(30000));
    }

    [Theory]
    [InlineData("""{"Networks":[{"NetworkMode":"bridge","IPv4Addresses":["172.17.0.2"]}]}""")]
    [InlineData("""{"Networks":[{"NetworkMode":"awsvpc","IPv4Addresses":[]}]}""")]
    [InlineData("""{"Networks":[{"NetworkMode":"awsvpc","IPv4Addresses":["nowhere"]}]}""")]
    [InlineData("""{"Networks":null,"Labels":null}""")]
    [InlineData("{}")]
    [InlineData("not JSON")]
    public async Task TaskHasNoAddress_IsThisMachinesOwn(string metadata)
    {
        await using var ecs = await StartAsync(context => context.Response.WriteAsync(metadata));
        AssertOwn(await AdvertisedAddress.FindAsync(new ClusterSettings(), Url(ecs)));
    }

    [Fact]
    public async Task EndpointIsNotThere_IsThisMachinesOwn() =>
        AssertOwn(await AdvertisedAddress.FindAsync(new ClusterSettings(), $"http://127.0.0.1:{FreePort.Find()}/v4/abc"));

    [Fact]
    public async Task NotOnEcs_IsThisMachinesOwn() => AssertOwn(await AdvertisedAddress.FindAsync(new ClusterSettings(), ecsMetadataUri: null));

    // Neither loopback nor link-local: the second interface of a Fargate task is of that kind.
    private static void AssertOwn(AdvertisedAddress found)
    {
        Assert.False(IPAddress.IsLoopback(found.Address));
        Assert.False(found.Address.ToString().StartsWith("169.254.", StringComparison.Ordinal));
        Assert.Equal(found.Address, found.ListeningEndpoint(11111).Address);
    }

    private static string Url(WebApplication ecs) => $"{ecs.Urls.Single()}/v4/8f03e41243824aea923aca126495f665-0206271337";

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
