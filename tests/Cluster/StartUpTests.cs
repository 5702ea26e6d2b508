using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.Local.Demo;
using Tollgate.Local.Demo.Clusters;

namespace Tollgate.Cluster.Tests;

/// <summary>Whatever keeps a silo from its tables, its operator reads one plain line that says what to change.</summary>
public sealed class StartUpTests(SharedDynamoDb shared)
{
    private readonly string _prefix = $"s{Guid.NewGuid().ToString("N")[..8]}-";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task TableIsMissing_SaysWhichAndHowItWouldBe() => AssertRefusesAsync(
        $"There is no table '{_prefix}TollgateEvents' in DynamoDB at {shared.Url}. Make it with the key Stream (S), Version (N), or set DynamoDb:CreateTables.");

    [Fact]
    public async Task TableOfSilosIsMissing_SaysSoToo()
    {
        await MakeAsync("TollgateEvents", ("Stream", "S"), ("Version", "N"));
        await MakeAsync("OrleansGrainState", ("GrainReference", "S"), ("GrainType", "S"));
        await AssertRefusesAsync(
            $"There is no table '{_prefix}OrleansSilos' in DynamoDB at {shared.Url}. Make it with the key DeploymentId (S), SiloIdentity (S), or set DynamoDb:CreateTables.");
    }

    [Fact]
    public async Task TableHasAnotherKey_SaysWhich()
    {
        await MakeAsync("TollgateEvents", ("Stream", "S"), ("Version", "S"));
        await AssertRefusesAsync(
            $"The table '{_prefix}TollgateEvents' in DynamoDB at {shared.Url} has the key Stream (S), Version (S), not Stream (S), Version (N): it is another one.");
    }

    [Fact]
    public async Task NobodyListens_SaysSo()
    {
        var url = $"http://127.0.0.1:{ClusterPorts.Free(1).DynamoDb}";
        await AssertRefusesAsync($"DynamoDB at {url} cannot be reached: Connection refused.", ("DynamoDb:ServiceUrl", url));
    }

    [Fact]
    public Task RegionIsNone_SaysSo() => AssertRefusesAsync(
        "DynamoDB in region us-esat-1 cannot be found: *. Is DynamoDb:Region, or DynamoDb:ServiceUrl, right?",
        ("DynamoDb:ServiceUrl", null), ("DynamoDb:Region", "us-esat-1"), ("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE"), ("AWS_SECRET_ACCESS_KEY", "secret"));

    [Fact]
    public Task NoRegion_SaysSo() => AssertRefusesAsync(
        "DynamoDb:Region is not set, and neither AWS_REGION nor an AWS profile names a region.", ("DynamoDb:ServiceUrl", null));

    [Fact]
    public Task NoCredentials_SaysSo() => AssertRefusesAsync(
        "No AWS credentials were found for DynamoDB in region eu-central-1: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the task a role.",
        ("DynamoDb:ServiceUrl", null), ("DynamoDb:Region", "eu-central-1"));

    [Theory]
    [InlineData("DynamoDb:ServiceUrl", "localhost:8000", "DynamoDb:ServiceUrl 'localhost:8000' is not a URL such as http://localhost:8000.")]
    [InlineData("DynamoDb:TablePrefix", "of the day", "DynamoDb:TablePrefix must match the regular expression '[[]A-Za-z0-9_.-]{0,200}'.")]
    [InlineData("DynamoDb:RequestTimeoutMs", "1", "DynamoDb:RequestTimeoutMs must be between 100 and 60000.")]
    [InlineData("Cluster:AdvertisedIP", "0.0.0.0", "Cluster:AdvertisedIP '0.0.0.0' is not an address that others can reach, such as 10.0.1.17.")]
    [InlineData("Cluster:FailureDetectionSeconds", "1", "Cluster:FailureDetectionSeconds must be between 3 and 300.")]
    [InlineData("Store:Provider", "Sqlite", "Cluster:Provider DynamoDb is for several silos and Store:Provider Sqlite for one: set Store:Provider to DynamoDb too.")]
    [InlineData("Store:Provider", "InMemory", "Cluster:Provider DynamoDb is for several silos and Store:Provider InMemory for one: set Store:Provider to DynamoDb too.")]
    public Task SettingIsWrong_IsNamed(string key, string value, string line) => AssertRefusesAsync(line, (key, value));

    private Task MakeAsync(string name, (string Name, string Type) partition, (string Name, string Type) sort)
    {
        using var client = new AmazonDynamoDBClient(new BasicAWSCredentials("dummy", "dummyKey"), new AmazonDynamoDBConfig { ServiceURL = shared.Url });
        return client.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = _prefix + name,
                KeySchema = [new(partition.Name, KeyType.HASH), new(sort.Name, KeyType.RANGE)],
                AttributeDefinitions = [new(partition.Name, new ScalarAttributeType(partition.Type)), new(sort.Name, new ScalarAttributeType(sort.Type))],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            },
            Cancellation);
    }

    /// <param name="line">A star stands for any text.</param>
    private async Task AssertRefusesAsync(string line, params (string Key, string? Value)[] settings)
    {
        var ports = ClusterPorts.Free(1);
        var all = new Dictionary<string, string?>
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["Auth:Authority"] = "https://issuer.example",
            ["Auth:Audience"] = "tollgate-web",
            ["Store:Provider"] = "DynamoDb",
            ["Cluster:Provider"] = "DynamoDb",
            ["Cluster:AdvertisedIP"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{ports.OrleansSilo(0)}",
            ["Cluster:GatewayPort"] = "0",
            ["DynamoDb:ServiceUrl"] = shared.Url,
            ["DynamoDb:TablePrefix"] = _prefix,
            ["DynamoDb:RequestTimeoutMs"] = "5000",
            ["AWS_EC2_METADATA_DISABLED"] = "true", // there is no such machine to ask
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        var start = new ProcessStartInfo(BuiltPart.Silo) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.Ordinal) || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(inherited);
        start.Environment["HOME"] = "/nowhere"; // no profile either
        foreach (var (key, value) in all)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var silo = Process.Start(start)!;
        var (output, errors) = (silo.StandardOutput.ReadToEndAsync(Cancellation), silo.StandardError.ReadToEndAsync(Cancellation));
        await silo.WaitForExitAsync(Cancellation);

        Assert.Equal(1, silo.ExitCode);
        if (line.Split('*') is [var before, var after])
        {
            Assert.StartsWith($"tollgate: {before}", await errors, StringComparison.Ordinal);
            Assert.EndsWith($"{after}\n", await errors, StringComparison.Ordinal);
            Assert.Single((await errors).TrimEnd().Split('\n'));
        }
        else
        {
            Assert.Equal($"tollgate: {line}\n", await errors);
        }

        Assert.DoesNotContain("   at ", await output, StringComparison.Ordinal);
    }
}
