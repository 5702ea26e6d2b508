using System.CommandLine;
using System.Globalization;
using Tollgate.Log;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var defaults = new LogOptions();
var events = new Option<long>("--events") { Description = "How many events are in the log.", DefaultValueFactory = _ => defaults.Events };
var users = new Option<int>("--users") { Description = "How many users call on each day.", DefaultValueFactory = _ => defaults.Users };
var eventsOfADay = new Option<int>("--events-of-a-day") { Description = "How many events each of them has on it.", DefaultValueFactory = _ => defaults.EventsOfADay };
var seconds = new Option<int>("--seconds") { Description = "For how long appends are timed.", DefaultValueFactory = _ => defaults.Seconds };
var folder = new Option<string>("--folder") { Description = "Where the log is made; a folder of its own is made there.", DefaultValueFactory = _ => defaults.Folder };
var log = new Option<string?>("--log") { Description = "A log that is there already, of today and of these numbers, instead of a new one." };
var path = new Option<string>("--path") { Required = true };
var now = new Option<DateTimeOffset>("--now") { Required = true };

LogOptions Options(ParseResult arguments) =>
    defaults with { Events = arguments.GetValue(events), Users = arguments.GetValue(users), EventsOfADay = arguments.GetValue(eventsOfADay) };

var fill = new Command(FillProcess.Command) { events, users, eventsOfADay, path, now };
fill.Hidden = true;
fill.SetAction((arguments, stopping) =>
    LogProgram.FillAsync(Options(arguments), arguments.GetRequiredValue(path), arguments.GetValue(now), Console.Out, stopping));

var command = new RootCommand("Makes a very large log, then reads from it, restarts on it and removes from it.") { events, users, eventsOfADay, seconds, folder, log, fill };
command.SetAction((arguments, stopping) => LogProgram.RunAsync(
    Options(arguments) with { Seconds = arguments.GetValue(seconds), Folder = arguments.GetRequiredValue(folder), Log = arguments.GetValue(log) },
    Console.Out,
    stopping));
return await command.Parse(args).InvokeAsync();
