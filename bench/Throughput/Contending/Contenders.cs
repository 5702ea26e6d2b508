using Tollgate.Throughput.Loading;

namespace Tollgate.Throughput.Contending;

/// <summary>All contenders, in the order of the report.</summary>
internal static class Contenders
{
    public const string Noop = "noop";
    public const string Ceiling = "ceiling";
    public const string Strict = "tollgate-strict-sqlite";
    public const string Telemetry = "tollgate-strict-sqlite-telemetry";

    private static readonly Server Aws = Opponent("aws-pattern", Store.DynamoDb);
    private static readonly Server Conditional = Opponent("dynamo-conditional", Store.DynamoDb);
    private static readonly Server StrictSqlite = Tollgate(Strict, Store.Sqlite);
    private static readonly Server StrictDynamoDb = Tollgate("tollgate-strict-dynamodb", Store.DynamoDb);

    public static readonly IReadOnlyList<Contender> All =
    [
        new(Noop, Opponent("noop", Store.None)),
        new(Ceiling, Opponent("ceiling", Store.None)),
        new("redis-always", Opponent("redis", Store.RedisAlways)),
        new("redis-everysec", Opponent("redis", Store.RedisEverySecond)),
        new("redis-always-cached", Opponent("redis-cached", Store.RedisAlways)),
        new(StrictSqlite.Name, StrictSqlite),
        new(Telemetry, Tollgate(Telemetry, Store.Sqlite) with { SendsTelemetry = true }),
        new("tollgate-strict-sqlite-hot", StrictSqlite, Callers.One),
        new("tollgate-strict-sqlite-fresh", Tollgate("tollgate-strict-sqlite-fresh", Store.Sqlite, ("Auth:TokenCacheEntries", "1000")), Callers.Fresh),
        new("tollgate-leased-sqlite", Tollgate("tollgate-leased-sqlite", Store.Sqlite, Leased)),
        new("aws-pattern", Aws),
        new("dynamo-conditional", Conditional),
        new("dynamo-conditional-hot", Conditional, Callers.One),
        new(StrictDynamoDb.Name, StrictDynamoDb),
        new("tollgate-strict-dynamodb-hot", StrictDynamoDb, Callers.One),
        new("tollgate-leased-dynamodb", Tollgate("tollgate-leased-dynamodb", Store.DynamoDb, Leased)),
        new("tollgate-leased-dynamodb-50", Tollgate("tollgate-leased-dynamodb-50", Store.DynamoDb, Leased, ("Quota:DefaultDailyLimit", "50")), Callers.FourThousand),
    ];

    /// <summary>The same silo with more users, and with one user on more connections.</summary>
    public static readonly IReadOnlyList<Contender> Scale =
    [
        new("strict-sqlite-1,000-users", StrictSqlite),
        new("strict-sqlite-100,000-users", StrictSqlite, Callers.HundredThousand),
        new("strict-sqlite-1-user-256-connections", StrictSqlite, Callers.One, Connections: 256),
    ];

    private static (string Key, string Value) Leased => ("Quota:Durability", "Leased");

    private static Server Opponent(string kind, Store store) =>
        new($"{kind}-{store}", Program.Contenders, store, new Dictionary<string, string> { ["Contender"] = kind });

    private static Server Tollgate(string name, Store store, params (string Key, string Value)[] settings) =>
        new(name, Program.Silo, store, settings.ToDictionary(setting => setting.Key, setting => setting.Value));
}
