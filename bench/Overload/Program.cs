using System.CommandLine;
using System.Globalization;
using Tollgate.Overload;
using Tollgate.Overload.Calls;

Environment.SetEnvironmentVariable(SiloConnection.InlineCompletions, "1");
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var defaults = new OverloadOptions();
var seconds = new Option<int>("--seconds") { Description = "For how long more is offered than the silo can do.", DefaultValueFactory = _ => defaults.Seconds };
var peakSeconds = new Option<int>("--peak-seconds") { Description = "For how long each closed loop looks for the peak.", DefaultValueFactory = _ => defaults.PeakSeconds };
var garbageSeconds = new Option<int>("--garbage-seconds") { Description = "For how long each kind of garbage is poured in; 0 for none.", DefaultValueFactory = _ => defaults.GarbageSeconds };
var factor = new Option<double>("--factor") { Description = "How many times the peak is offered.", DefaultValueFactory = _ => defaults.Factor };
var users = new Option<int>("--users") { Description = "How many users call.", DefaultValueFactory = _ => defaults.Users };
var command = new RootCommand("Offers a silo more than it can do, and checks that it answers what it can, refuses the rest in time, and loses nothing.")
{
    seconds, peakSeconds, garbageSeconds, factor, users,
};
command.SetAction((arguments, stopping) => OverloadProgram.RunAsync(
    defaults with
    {
        Seconds = arguments.GetValue(seconds),
        PeakSeconds = arguments.GetValue(peakSeconds),
        GarbageSeconds = arguments.GetValue(garbageSeconds),
        Factor = arguments.GetValue(factor),
        Users = arguments.GetValue(users),
    },
    Console.Out,
    stopping));
return await command.Parse(args).InvokeAsync();
