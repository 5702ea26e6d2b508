using System.CommandLine;
using Tollgate.Local.Demo;

var once = new Option<bool>("--once") { Description = "End after the story; exit code 1 if any step surprised it." };
var port = new Option<int>("--port") { Description = "The first of the five ports that the demo listens on.", DefaultValueFactory = _ => 8080 };
var command = new RootCommand("Starts the whole system on this machine, tells its story, and stays up for you to try.") { once, port };
command.SetAction((arguments, stopping) => Demonstration.RunAsync(arguments.GetValue(once), arguments.GetValue(port), stopping));
return await command.Parse(args).InvokeAsync();
