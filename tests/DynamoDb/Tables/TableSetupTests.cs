using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tables;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.Tables;

/// <summary>Tables are made on request and never altered; what is wrong with one is said in one line.</summary>
public sealed class TableSetupTests(SharedDynamoDb shared)
{
    private readonly TollgateTables _tables = new($"t{Guid.NewGuid():N}-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IAmazonDynamoDB Client => shared.Connection.Retrying;

    [Fact]
    public void Names_AreThePrefixAndTheOfficialOnes() =>
        Assert.Equal(
            ["prod-TollgateEvents", "prod-OrleansSilos", "prod-OrleansGrainState"],
            new TollgateTables("prod-") is var tables ? [tables.Events.Name, tables.Silos.Name, tables.GrainState.Name] : []);

    [Theory]
    [InlineData(0, "Stream (S), Version (N)", "ExpiresAt")]
    [InlineData(1, "DeploymentId (S), SiloIdentity (S)", null)]
    [InlineData(2, "GrainReference (S), GrainType (S)", "GrainTtl")]
    public async Task Missing_IsMadeByManyAtOnce_WithOnDemandBillingAndItsTimeToLive(int table, string key, string? expires)
    {
        var wanted = All[table];
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SharedDynamoDb.Setup(shared.Connection).EnsureAsync(wanted, Cancellation)));

        var made = (await Client.DescribeTableAsync(wanted.Name, Cancellation)).Table;
        Assert.Equal(key, TableDefinition.DescribeKey(made.KeySchema, made.AttributeDefinitions));
        Assert.Equal(BillingMode.PAY_PER_REQUEST, made.BillingModeSummary.BillingMode);
        Assert.Empty(made.GlobalSecondaryIndexes ?? []);
        var timeToLive = (await Client.DescribeTimeToLiveAsync(wanted.Name, Cancellation)).TimeToLiveDescription;
        Assert.Equal(expires, timeToLive.AttributeName);
    }

    [Fact]
    public Task MissingAndNotToBeMade_SaysHowItWouldBe() => AssertRefusesAsync(
        $"There is no table '{_tables.Events.Name}' in DynamoDB at {shared.Url}. Make it with the key Stream (S), Version (N), or set DynamoDb:CreateTables.",
        create: false);

    [Fact]
    public async Task AnotherKey_SaysWhich_AndAltersNothing()
    {
        await MakeAsync(new CreateTableRequest
        {
            KeySchema = [new("Stream", KeyType.HASH), new("Version", KeyType.RANGE)],
            AttributeDefinitions = [new("Stream", ScalarAttributeType.S), new("Version", ScalarAttributeType.S)],
        });
        await AssertRefusesAsync($"The table '{_tables.Events.Name}' in DynamoDB at {shared.Url} has the key Stream (S), Version (S), not Stream (S), Version (N): it is another one.");
    }

    [Fact]
    public async Task NoSortKey_SaysWhich()
    {
        await MakeAsync(new CreateTableRequest { KeySchema = [new("Id", KeyType.HASH)], AttributeDefinitions = [new("Id", ScalarAttributeType.S)] });
        await AssertRefusesAsync($"The table '{_tables.Events.Name}' in DynamoDB at {shared.Url} has the key Id (S), not Stream (S), Version (N): it is another one.");
    }

    // Somebody made it with provisioned capacity and without a time to live: that is theirs to decide.
    [Fact]
    public async Task ThereAlready_IsTakenAsItIs()
    {
        await MakeAsync(new CreateTableRequest
        {
            KeySchema = _tables.Events.KeySchema,
            AttributeDefinitions = _tables.Events.Attributes,
            BillingMode = BillingMode.PROVISIONED,
            ProvisionedThroughput = new(7, 3),
        });
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var setup = SharedDynamoDb.Setup(connection);

        await setup.EnsureAsync(_tables.Events, Cancellation);
        await setup.EnsureAsync(_tables.Events, Cancellation);

        Assert.Equal(["DescribeTable", "DescribeTimeToLive"], line.Requests.Select(request => request.Operation));
        var after = (await Client.DescribeTableAsync(_tables.Events.Name, Cancellation)).Table;
        Assert.Equal((7, 3), (after.ProvisionedThroughput.ReadCapacityUnits, after.ProvisionedThroughput.WriteCapacityUnits));
    }

    [Fact]
    public async Task NobodyListens_SaysSo()
    {
        using var nowhere = DynamoDbConnection.Open(new() { ServiceUrl = "http://127.0.0.1:1" });
        var failure = await Assert.ThrowsAsync<DynamoDbUnavailableException>(() => SharedDynamoDb.Setup(nowhere).EnsureAsync(_tables.Events, Cancellation));
        Assert.Equal("DynamoDB at http://127.0.0.1:1 cannot be reached: Connection refused.", failure.Message);
    }

    private TableDefinition[] All => [_tables.Events, _tables.Silos, _tables.GrainState];

    private Task MakeAsync(CreateTableRequest request)
    {
        request.TableName = _tables.Events.Name;
        request.BillingMode ??= BillingMode.PAY_PER_REQUEST;
        return Client.CreateTableAsync(request, Cancellation);
    }

    private async Task AssertRefusesAsync(string line, bool create = true)
    {
        var failure = await Assert.ThrowsAsync<DynamoDbUnavailableException>(() => SharedDynamoDb.Setup(shared.Connection, create).EnsureAsync(_tables.Events, Cancellation));
        Assert.Equal(line, failure.Message);
    }
}
