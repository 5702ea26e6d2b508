using System.Globalization;
using System.Security.Claims;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Tollgate.Contenders.DynamoDb;

/// <summary>The best that one request can do: a conditional update that counts and refuses in one, exact under parallel calls.</summary>
internal sealed class DynamoConditional : Contender
{
    private const string Table = "ConditionalUsage";

    public override void AddServices(WebApplicationBuilder builder)
    {
        builder.AddStockBearer();
        DynamoDbClient.AddTo(builder);
    }

    public override void Map(WebApplication app) => app.MapPost("/v1/authorize", AuthorizeAsync).RequireAuthorization();

    public override Task PrepareAsync(WebApplication app) =>
        DynamoDbClient.CreateAsync(app.Services.GetRequiredService<IAmazonDynamoDB>(), Table, "PrincipalDay");

    private static async Task<IResult> AuthorizeAsync(Call call, ClaimsPrincipal user, IAmazonDynamoDB db, Quota quota)
    {
        var principal = user.FindFirstValue("email")!;
        var (day, ends) = Quota.Today();
        try
        {
            var counted = await db.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = Table,
                Key = new() { ["PrincipalDay"] = new() { S = $"{principal}#{day}" } },
                UpdateExpression = "ADD Calls :one SET #ttl = if_not_exists(#ttl, :ends)",
                ConditionExpression = "attribute_not_exists(Calls) OR Calls < :limit",
                ExpressionAttributeNames = new() { ["#ttl"] = "TTL" },
                ExpressionAttributeValues = new()
                {
                    [":one"] = new() { N = "1" },
                    [":limit"] = new() { N = quota.Limit.ToString(CultureInfo.InvariantCulture) },
                    [":ends"] = new() { N = ends.AddDays(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
                },
                ReturnValues = ReturnValue.UPDATED_NEW,
                ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
            });
            Consumed.Write(counted.ConsumedCapacity?.CapacityUnits);
            return quota.Allow(principal, long.Parse(counted.Attributes["Calls"].N, CultureInfo.InvariantCulture));
        }
        catch (ConditionalCheckFailedException)
        {
            Consumed.Write(1);
            return Quota.Exhausted();
        }
    }
}
