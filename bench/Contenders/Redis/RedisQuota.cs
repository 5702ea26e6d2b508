using StackExchange.Redis;

namespace Tollgate.Contenders.Redis;

/// <summary>A counter per user and day that one script checks and raises, as Redis' own documentation does it.</summary>
internal sealed class RedisQuota(IConnectionMultiplexer redis, Quota quota)
{
    // Sent once, called by its hash from then on.
    private const string Script = """
        local used = tonumber(redis.call('GET', KEYS[1]) or '0')
        if used >= tonumber(ARGV[1]) then return -1 end
        used = redis.call('INCR', KEYS[1])
        if used == 1 then redis.call('EXPIREAT', KEYS[1], ARGV[2]) end
        return used
        """;

    public async Task<IResult> ChargeAsync(string principal)
    {
        var (day, ends) = Quota.Today();
        var used = (long)await redis.GetDatabase().ScriptEvaluateAsync(Script, [$"calls:{principal}:{day}"], [quota.Limit, ends.ToUnixTimeSeconds()]);
        Consumed.Write();
        return used < 0 ? Quota.Exhausted() : quota.Allow(principal, used);
    }

    public static void AddTo(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Quota>();
        builder.Services.AddSingleton<IConnectionMultiplexer>(ConnectionMultiplexer.Connect(builder.Configuration["Redis"]!));
        builder.Services.AddSingleton<RedisQuota>();
    }
}
