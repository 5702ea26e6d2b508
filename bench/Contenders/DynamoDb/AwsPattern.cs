using System.Globalization;
using System.Security.Claims;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Tollgate.Contenders.DynamoDb;

/// <summary>
/// What the Lambda of the AWS pattern does for each call, without its faults: the user's usage is read, the count raised, the roles of the resource
/// read. Its limit is only as exact as its calls are apart.
/// </summary>
internal sealed class AwsPattern : Contender
{
    private const string Usage = "PatternUsage";
    private const string Roles = "PatternRoles";

    public override void AddServices(WebApplicationBuilder builder)
    {
        builder.AddStockBearer();
        DynamoDbClient.AddTo(builder);
    }

    public override void Map(WebApplication app) => app.MapPost("/v1/authorize", AuthorizeAsync).RequireAuthorization();

    public override async Task PrepareAsync(WebApplication app)
    {
        var db = app.Services.GetRequiredService<IAmazonDynamoDB>();
        await DynamoDbClient.CreateAsync(db, Usage, "PrincipalId");
        await DynamoDbClient.CreateAsync(db, Roles, "Resource");
        await db.PutItemAsync(Roles, new() { ["Resource"] = new() { S = "/blog" }, ["Roles"] = new() { L = [new() { S = "IT" }, new() { S = "Finance" }] } });
    }

    private static async Task<IResult> AuthorizeAsync(Call call, ClaimsPrincipal user, IAmazonDynamoDB db, Quota quota)
    {
        var principal = user.FindFirstValue("email")!;
        var key = new Dictionary<string, AttributeValue> { ["PrincipalId"] = new() { S = principal } };

        var found = await db.GetItemAsync(new GetItemRequest { TableName = Usage, Key = key });
        Consumed.Read();
        var used = found.Item is { Count: > 0 } item ? long.Parse(item["Calls"].N, CultureInfo.InvariantCulture) : 0;
        if (used >= quota.Limit)
            return Quota.Exhausted();

        var raised = await db.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = Usage,
            Key = key,
            UpdateExpression = "ADD Calls :one SET CallLimit = if_not_exists(CallLimit, :limit), #ttl = if_not_exists(#ttl, :ends)",
            ExpressionAttributeNames = new() { ["#ttl"] = "TTL" },
            ExpressionAttributeValues = new()
            {
                [":one"] = new() { N = "1" },
                [":limit"] = new() { N = quota.Limit.ToString(CultureInfo.InvariantCulture) },
                [":ends"] = new() { N = Quota.Today().Ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
            },
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
        Consumed.Write(raised.ConsumedCapacity?.CapacityUnits);

        var roles = await db.GetItemAsync(new GetItemRequest { TableName = Roles, Key = new() { ["Resource"] = new() { S = call.Path } } });
        Consumed.Read();
        var role = user.FindFirstValue("custom:department");
        return roles.Item is { Count: > 0 } mapping && mapping["Roles"].L.Any(allowed => allowed.S == role)
            ? quota.Allow(principal, used + 1)
            : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
