using System.CommandLine;
using Tollgate.Local.Demo;

const int LastFirstPort = 65_536 - Ports.Count;

var once = new Option<bool>("--once") { Description = "End after the story; exit code 1 if any step surprised it." };
var port = new Option<int>("--port")
{
    Description = "The first of the seven ports that the demo listens on.",
    DefaultValueFactory = _ => 8080,
    CustomParser = argument =>
    {
        if (!int.TryParse(argument.Tokens.SingleOrDefault()?.Value, out var first) || first is < 1 or > LastFirstPort)
            argument.AddError($"--port is a number from 1 to {LastFirstPort}.");
        return first;
    },
};
var command = new RootCommand("Starts the whole system on this machine, tells its story, and stays up for you to try.") { once, port };
command.SetAction((arguments, stopping) => Demonstration.RunAsync(arguments.GetValue(once), arguments.GetValue(port), stopping));

var arguments = command.Parse(args);
if (arguments.Errors.Count > 0)
{
    await Console.Error.WriteLineAsync($"demo: {arguments.Errors[0].Message}");
    return 1;
}

// On Ctrl-C the parts are stopped one and all, which may take longer than the two seconds that the library would wait.
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
