using Tollgate.Silo.Authentication;
using Tollgate.Silo.Hosting;

namespace Tollgate.Contenders.Redis;

/// <summary>The same script, and Tollgate's own tokens: a token accepted before is not verified again.</summary>
internal sealed class RedisCached : Contender
{
    public override void AddServices(WebApplicationBuilder builder)
    {
        builder.AddTollgateOptions();
        builder.Services.AddTokenAuthentication();
        RedisQuota.AddTo(builder);
    }

    public override void Map(WebApplication app) =>
        app.MapPost("/v1/authorize", static (Call call, HttpContext context, RedisQuota quota) => quota.ChargeAsync(context.Caller().Principal.Value)).RequireAuthorization();
}
