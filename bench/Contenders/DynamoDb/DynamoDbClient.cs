using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace Tollgate.Contenders.DynamoDb;

internal static class DynamoDbClient
{
    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Quota>();
        builder.Services.AddSingleton<IAmazonDynamoDB>(new AmazonDynamoDBClient(
            new BasicAWSCredentials("bench", "bench"),
            new AmazonDynamoDBConfig { ServiceURL = builder.Configuration["DynamoDb:ServiceUrl"], AuthenticationRegion = "eu-west-1" }));
    }

    /// <summary>A table on demand with one text key.</summary>
    public static async Task CreateAsync(IAmazonDynamoDB db, string table, string key)
    {
        try
        {
            await db.CreateTableAsync(new CreateTableRequest
            {
                TableName = table,
                KeySchema = [new KeySchemaElement(key, KeyType.HASH)],
                AttributeDefinitions = [new AttributeDefinition(key, ScalarAttributeType.S)],
                BillingMode = BillingMode.PAY_PER_REQUEST,
            });
        }
        catch (ResourceInUseException)
        {
            // from the run before
        }
    }
}
