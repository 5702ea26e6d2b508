using System.CommandLine;
using Tollgate.Scale;

var users = new Option<int[]>("--users")
{
    Description = "How many users have been active, step by step.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = static _ => [1_000, 100_000, 1_000_000],
};
var seconds = new Option<int>("--seconds") { Description = "How long the throughput of each step is measured.", DefaultValueFactory = static _ => 8 };
var longDay = new Option<int>("--long-day") { Description = "How many events the day has that is opened.", DefaultValueFactory = static _ => 100_000 };

var command = new RootCommand("Measures one silo in this process, at the grain, as more and more users have been active today; and how long a long day takes to open.")
{
    users, seconds, longDay,
};
command.SetAction((parsed, cancellationToken) => ScaleRun.RunAsync(
    [.. parsed.GetValue(users)!.Order()], TimeSpan.FromSeconds(parsed.GetValue(seconds)), parsed.GetValue(longDay), cancellationToken));
return await command.Parse(args).InvokeAsync();
