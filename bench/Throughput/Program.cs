using System.CommandLine;
using Tollgate.Throughput;
using Tollgate.Throughput.Capacity;
using Tollgate.Throughput.Contending;

var rounds = new Option<int>("--rounds") { Description = "How often each contender is measured; the report has the medians.", DefaultValueFactory = static _ => 5 };
var seconds = new Option<int>("--seconds") { Description = "How long each time.", DefaultValueFactory = static _ => 3 };
var warmUp = new Option<int>("--warm-up") { Description = "Seconds of calls that count for nothing, once for each contender.", DefaultValueFactory = static _ => 6 };
var only = new Option<string[]>("--only") { Description = "Some contenders only.", AllowMultipleArgumentsPerToken = true };
var scale = new Option<bool>("--scale") { Description = "Not beside others, but one silo with more users and more connections." };
var results = new Option<FileInfo?>("--results") { Description = "Where the figures go, as JSON." };

var command = new RootCommand("Measures Tollgate beside what one would use in its place: same machine, same run, turn about.") { rounds, seconds, warmUp, only, scale, results };
only.Validators.Add(static given =>
{
    foreach (var unknown in given.Tokens.Select(static token => token.Value).Except(Contenders.All.Select(static contender => contender.Name)))
        given.AddError($"There is no contender '{unknown}'. There are: {string.Join(", ", Contenders.All.Select(static contender => contender.Name))}.");
});
command.SetAction((parsed, cancellationToken) =>
{
    var names = parsed.GetValue(only) ?? [];
    IReadOnlyList<Contender> contenders = parsed.GetValue(scale) ? Contenders.Scale : [.. Contenders.All.Where(contender => names.Length == 0 || names.Contains(contender.Name))];
    return Bench.RunAsync(new(parsed.GetValue(rounds), parsed.GetValue(seconds), parsed.GetValue(warmUp), contenders, parsed.GetValue(results)), cancellationToken);
});

var from = new Argument<FileInfo>("results") { Description = "What a run has written with --results." };
var capacity = new Command("capacity", "Works out what so many calls a day take on AWS, from the figures of a run.") { from };
capacity.SetAction(parsed => CapacityTable.Print(parsed.GetRequiredValue(from), Console.Out));
command.Subcommands.Add(capacity);
return await command.Parse(args).InvokeAsync();
