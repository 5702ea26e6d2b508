using System.CommandLine;
using Tollgate.Local.Demo;
using Tollgate.Local.Demo.Clusters;

var once = new Option<bool>("--once") { Description = "End after the story; exit code 1 if any step surprised it." };
var command = new RootCommand("Starts the whole system on this machine, tells its story, and stays up for you to try.") { once };
var port = PortOption(Ports.Count);
command.Add(port);
command.SetAction((arguments, stopping) => Demonstration.RunAsync(arguments.GetValue(once), arguments.GetValue(port), stopping));

var cluster = new Command("cluster", "Starts three silos on DynamoDB Local instead.") { once };
var clusterPort = PortOption(ClusterDemonstration.PortCount);
cluster.Add(clusterPort);
cluster.SetAction((arguments, stopping) => ClusterDemonstration.RunAsync(arguments.GetValue(once), arguments.GetValue(clusterPort), stopping));
command.Add(cluster);

var arguments = command.Parse(args);
if (arguments.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"demo: {arguments.Errors[0].Message}");
    return 1;
}

// On Ctrl-C the parts are stopped one and all, which may take longer than the two seconds that the library would wait.
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });

static Option<int> PortOption(int count) => new("--port")
{
    Description = $"The first of the {count} ports that are listened on.",
    DefaultValueFactory = _ => 8080,
    CustomParser = argument =>
    {
        if (!int.TryParse(argument.Tokens.SingleOrDefault()?.Value, out var first) || first < 1 || first > 65_536 - count)
            argument.AddError($"--port is a number from 1 to {65_536 - count}.");
        return first;
    },
};
