using Tollgate.Contenders.DynamoDb;
using Tollgate.Contenders.Redis;

namespace Tollgate.Contenders;

/// <summary>
/// Another way to answer <c>POST /v1/authorize</c>, written as its users would write it, and as well as they could. Every one answers 200 for an
/// allowed call and 429 where the day is used up.
/// </summary>
internal abstract class Contender
{
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Contender Of(string? name) => name switch
    {
        "noop" => new Noop(),
        "ceiling" => new Ceiling(),
        "redis" => new RedisScript(),
        "redis-cached" => new RedisCached(),
        "aws-pattern" => new AwsPattern(),
        "dynamo-conditional" => new DynamoConditional(),
        _ => throw new ArgumentException($"'{name}' is no contender."),
    };

    public abstract void AddServices(WebApplicationBuilder builder);

    public abstract void Map(WebApplication app);

    /// <summary>What must be there before the first call, such as a table.</summary>
    public virtual Task PrepareAsync(WebApplication app) => Task.CompletedTask;
}
