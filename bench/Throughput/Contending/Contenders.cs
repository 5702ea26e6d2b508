namespace Tollgate.Throughput.Contending;

/// <summary>All contenders, in the order of the report.</summary>
internal static class Contenders
{
    public static readonly IReadOnlyList<Contender> All =
    [
        Opponent("noop"),
        Opponent("ceiling"),
        Tollgate("tollgate-strict-sqlite", []),
        Tollgate("tollgate-strict-sqlite-fresh", new() { ["Auth:TokenCacheEntries"] = "1000" }, hasFreshTokens: true),
        Tollgate("tollgate-leased-sqlite", new() { ["Quota:Durability"] = "Leased" }),
    ];

    private static Contender Opponent(string name) => new(name, async (setting, cancellationToken) =>
    {
        var url = $"http://127.0.0.1:{RunningContender.FreePort()}";
        var server = ServerProcess.Start(Built("Contenders", "Tollgate.Contenders"), setting.Folder, [], new Dictionary<string, string>
        {
            ["Contender"] = name,
            ["Urls"] = url,
            ["Auth__Authority"] = setting.Issuer,
            ["Auth__Audience"] = Issuing.Issuer.Audience,
        });
        return await ReadyAsync(url, server, cancellationToken);
    });

    private static Contender Tollgate(string name, Dictionary<string, string> settings, bool hasFreshTokens = false) => new(name, async (setting, cancellationToken) =>
    {
        var url = $"http://127.0.0.1:{RunningContender.FreePort()}";
        var all = new Dictionary<string, string>(settings)
        {
            ["Urls"] = url,
            ["Auth:Authority"] = setting.Issuer,
            ["Auth:Audience"] = Issuing.Issuer.Audience,
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Quota:DefaultDailyLimit"] = "1000000000",
            ["Store:SqlitePath"] = Path.Combine(setting.Folder, "tollgate.db"),
            ["Cluster:SiloPort"] = $"{RunningContender.FreePort()}",
            ["Cluster:GatewayPort"] = "0",
            ["RoleMap:Bootstrap:0:Resource"] = "/blog",
            ["RoleMap:Bootstrap:0:Method"] = "GET",
            ["RoleMap:Bootstrap:0:Roles"] = "IT, Finance",
        };
        var server = ServerProcess.Start(Built("../src/Silo", "Tollgate.Silo"), setting.Folder, all.Select(pair => $"--{pair.Key}={pair.Value}"), new Dictionary<string, string>());
        return await ReadyAsync(url, server, cancellationToken);
    }, hasFreshTokens);

    private static async Task<RunningContender> ReadyAsync(string url, ServerProcess server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        try
        {
            await server.UntilAsync(async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(url + "/health/ready", cancellationToken);
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            }, cancellationToken);
            return new RunningContender(url, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    // The bench is run from its own build output: bench/Throughput/bin/Release/net10.0.
    private static string Built(string project, string name) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../..", project, "bin/Release/net10.0", name));
}
