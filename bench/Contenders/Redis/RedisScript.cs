using System.Security.Claims;

namespace Tollgate.Contenders.Redis;

/// <summary>ASP.NET Core, stock tokens, one call of an atomic script. How durable a count is, is Redis' configuration.</summary>
internal sealed class RedisScript : Contender
{
    public override void AddServices(WebApplicationBuilder builder)
    {
        builder.AddStockBearer();
        RedisQuota.AddTo(builder);
    }

    public override void Map(WebApplication app) =>
        app.MapPost("/v1/authorize", static (Call call, ClaimsPrincipal user, RedisQuota quota) => quota.ChargeAsync(user.FindFirstValue("email")!)).RequireAuthorization();
}
