using Tollgate.Local.DynamoDb;

namespace Tollgate.Local.Demo.Clusters;

/// <summary>What <c>make cluster</c> does: DynamoDB Local, Identity and three silos as processes; a user is charged by one and refused by another.</summary>
internal static class ClusterDemonstration
{
    private const int Silos = 3;
    private const int DailyLimit = 5;

    public static readonly int PortCount = new ClusterPorts(0, Silos).Count;

    public static async Task<int> RunAsync(bool once, int firstPort, CancellationToken stopping)
    {
        await Task.Yield(); // Ctrl-C is only listened for once this method has returned its task, and before that nothing may be started
        try
        {
            var ports = new ClusterPorts(firstPort, Silos);
            ports.ThrowIfBusy();
            var folder = Directory.CreateTempSubdirectory("tollgate-cluster-").FullName;
            Console.WriteLine($"Starting DynamoDB Local, Identity and {Silos} silos ...");
            await using var guard = Guard.Start();
            await using var dynamoDb = await DynamoDbLocal.StartAsync(new DynamoDbLocalOptions(ports.DynamoDb) { IsForLong = !once }, stopping);
            guard.Watch(dynamoDb.ProcessId);
            await using var identity = await StartIdentityAsync(ports, folder, guard, stopping);
            var identityUrl = $"http://127.0.0.1:{ports.Identity}";
            await using var cluster = await LocalCluster.StartAsync(
                new LocalClusterOptions(ports, folder, dynamoDb.Url, identityUrl)
                {
                    Silo = new Dictionary<string, string> { ["Quota:DefaultDailyLimit"] = $"{DailyLimit}" },
                },
                stopping);

            var isExact = await TellAsync(cluster, identityUrl, stopping);
            Console.WriteLine(isExact ? "\nEverything went as it should." : $"\nSomething went wrong; see {folder}.");
            if (!once)
                await StayAsync(cluster, dynamoDb.Url, identityUrl, folder, stopping);
            else if (isExact)
                Directory.Delete(folder, recursive: true);
            return isExact ? 0 : 1;
        }
        catch (Exception e) when (e is DemoFailedException or DynamoDbLocalException)
        {
            await Console.Error.WriteLineAsync($"cluster: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0; // Ctrl-C
        }
    }

    private static async Task<Part> StartIdentityAsync(ClusterPorts ports, string folder, Guard guard, CancellationToken stopping)
    {
        using var http = new HttpClient();
        var url = $"http://127.0.0.1:{ports.Identity}";
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = url,
            ["Identity:DomainUrl"] = $"https://localhost:{ports.Domain}",
            ["Identity:OktaUrl"] = $"https://localhost:{ports.Okta}",
        };
        var identity = Part.Start("identity", BuiltPart.Identity, folder, [settings], guard);
        try
        {
            await identity.UntilReadyAsync(http, HttpMethod.Get, $"{url}/.well-known/openid-configuration", stopping);
            return identity;
        }
        catch
        {
            await identity.DisposeAsync();
            throw;
        }
    }

    // One call more than the limit, each by the next silo.
    private static async Task<bool> TellAsync(LocalCluster cluster, string identityUrl, CancellationToken stopping)
    {
        var token = await SignIn.AsAsync(cluster.Http, identityUrl, "alice", stopping);
        Console.WriteLine($"\nGET /blog is open to IT and Finance, {DailyLimit} calls a day each, whichever silo is asked.\n");
        var isExact = true;
        for (var call = 1; call <= DailyLimit + 1; call++)
        {
            var silo = cluster.Silos[call % Silos];
            var status = await AuthorizeAsync(cluster.Http, silo, token, stopping);
            var isAsExpected = status == (call <= DailyLimit ? 200 : 429);
            isExact &= isAsExpected;
            Console.WriteLine($"  {(isAsExpected ? "✓" : "✗ SURPRISE")} alice asks {silo.Name}, call {call,-32} {status}");
        }

        return isExact;
    }

    private static async Task<int> AuthorizeAsync(HttpClient http, LocalSilo silo, string token, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{silo.Url}/v1/authorize")
        {
            Content = new StringContent("""{"method":"GET","path":"/blog"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await http.SendAsync(request, stopping);
        return (int)response.StatusCode;
    }

    private static async Task StayAsync(LocalCluster cluster, string dynamoDbUrl, string identityUrl, string folder, CancellationToken stopping)
    {
        Console.WriteLine($"""

            The cluster stays up. Try it:

              TOKEN=$(curl -s {identityUrl}/oauth2/token -d grant_type=password -d client_id=tollgate-web \
                -d username=bob -d password=demo | sed -n 's/.*"id_token": *"\([^"]*\)".*/\1/p')
              curl -s {cluster.Silos[0].Url}/v1/authorize -H "Authorization: Bearer $TOKEN" -d '{"{"}"method":"GET","path":"/blog"{"}"}'
              curl -s {cluster.Silos[1].Url}/v1/quota -H "Authorization: Bearer $TOKEN"
              Store__Provider=DynamoDb DynamoDb__ServiceUrl={dynamoDbUrl} make verify

              Silos     {string.Join("  ", cluster.Silos.Select(silo => silo.Url))}
              DynamoDB  {dynamoDbUrl}, in memory
              Identity  {identityUrl}  (alice and admin: IT, bob: Finance, carol: Sales; password demo)
              What the parts print is in {folder}

            Ctrl-C stops everything.
            """);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
    }
}
