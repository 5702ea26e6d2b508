namespace Tollgate.Local.Demo;

/// <summary>What <c>make demo</c> does: start, tell, stay.</summary>
internal static class Demonstration
{
    private const int DailyLimit = 5;

    public static async Task<int> RunAsync(bool once, int firstPort, CancellationToken stopping)
    {
        await Task.Yield(); // Ctrl-C is only listened for once this method has returned its task, and before that nothing may be started
        try
        {
            var folder = Directory.CreateTempSubdirectory("tollgate-demo-").FullName;
            Console.WriteLine("Starting Identity, the silo (SQLite), ApiGateway and the authorizer ...");
            await using var system = await LocalSystem.StartAsync(new SystemOptions(Ports.From(firstPort), folder, DailyLimit), stopping);

            Console.WriteLine($"\nGET /blog is open to IT and Finance, {DailyLimit} calls a day each.\n");
            var story = new Story(system, DailyLimit, Console.Out);
            await story.TellAsync(stopping);
            Console.WriteLine(story.Surprises == 0 ? "\nEverything went as it should." : $"\n{story.Surprises} of the steps went wrong; see {folder}.");
            if (!once)
                await StayAsync(system, folder, stopping);
            else if (story.Surprises == 0)
                Directory.Delete(folder, recursive: true);
            return story.Surprises == 0 ? 0 : 1;
        }
        catch (DemoFailedException e)
        {
            await Console.Error.WriteLineAsync($"demo: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0; // Ctrl-C
        }
    }

    private static async Task StayAsync(LocalSystem system, string folder, CancellationToken stopping)
    {
        Console.WriteLine($"""

            The system stays up. Try it:

              TOKEN=$(curl -s {system.IdentityUrl}/oauth2/token -d grant_type=password -d client_id=tollgate-web \
                -d username=bob -d password=demo | sed -n 's/.*"id_token": *"\([^"]*\)".*/\1/p')
              curl -i {system.ApiUrl}/blog -H "Authorization: $TOKEN"
              curl -s {system.SiloUrl}/v1/quota -H "Authorization: Bearer $TOKEN"
              curl -s {system.SiloUrl}/v1/authorize -H "Authorization: Bearer $TOKEN" -d '{"{"}"method":"GET","path":"/blog"{"}"}'

              {WebApp(system)}
              API       {system.ApiUrl}/blog
              Silo      {system.SiloUrl}  (/health/ready, /v1/quota, /v1/authorize)
              Identity  {system.IdentityUrl}  (alice and admin: IT, bob: Finance, carol: Sales; password demo)
              Log       {system.SqlitePath}; what the parts print is beside it, in {folder}

            Ctrl-C stops everything.
            """);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
    }

    private static string WebApp(LocalSystem system) => !BuiltPart.HasWebApp
        ? "Web app   not built: make web, with npm (Node.js 20.19 or later)"
        : $"""
            Web app   {system.ConsoleUrl}  (sign in as alice, press the button; as admin, open the console)
                        Your browser warns of {system.DomainUrl} and of Okta's port: go on, or trust the certificate once,
                        see local/Identity/README.md.
            """;
}
