using System.Globalization;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>The two tables of the AWS pattern, as its own Lambda leaves them.</summary>
internal sealed class PatternTables : IDisposable
{
    private readonly AmazonDynamoDBClient _client;

    private PatternTables(AmazonDynamoDBClient client, string prefix) => (_client, Usage, Roles) = (client, $"{prefix}Usage", $"{prefix}ResourceRoles");

    public string Usage { get; }

    public string Roles { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<PatternTables> MakeAsync(string url, string prefix)
    {
        var client = new AmazonDynamoDBClient(new BasicAWSCredentials("dummy", "dummyKey"), new AmazonDynamoDBConfig { ServiceURL = url });
        var tables = new PatternTables(client, prefix);
        foreach (var (table, key) in ((string, string)[])[(tables.Usage, "PrincipalId"), (tables.Roles, "Resource")])
            await client.CreateTableAsync(
                new CreateTableRequest
                {
                    TableName = table,
                    KeySchema = [new(key, KeyType.HASH)],
                    AttributeDefinitions = [new(key, ScalarAttributeType.S)],
                    BillingMode = BillingMode.PAY_PER_REQUEST,
                },
                Cancellation);
        return tables;
    }

    /// <param name="ttl">23:59 UTC of a day.</param>
    public Task PutUsageAsync(string principal, object? limit, object? calls, DateTimeOffset? ttl)
    {
        var item = new Dictionary<string, AttributeValue> { ["PrincipalId"] = new(principal) };
        foreach (var (name, value) in ((string, object?)[])[("CallLimit", limit), ("Calls", calls), ("TTL", ttl?.ToUnixTimeSeconds())])
            if (value is not null)
                item[name] = value is string text ? new(text) : new() { N = Convert.ToString(value, CultureInfo.InvariantCulture) };
        return _client.PutItemAsync(Usage, item, Cancellation);
    }

    public Task PutRolesAsync(string resource, params string[] roles) =>
        _client.PutItemAsync(
            Roles, new Dictionary<string, AttributeValue> { ["Resource"] = new(resource), ["Roles"] = new() { L = [.. roles.Select(role => new AttributeValue(role))] } }, Cancellation);

    public Task PutItemAsync(string table, Dictionary<string, AttributeValue> item) => _client.PutItemAsync(table, item, Cancellation);

    public void Dispose() => _client.Dispose();
}
