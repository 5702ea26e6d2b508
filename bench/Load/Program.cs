using System.CommandLine;
using Tollgate.Load;
using Tollgate.Load.Stores;

var defaults = new LoadOptions();
var users = new Option<int>("--users") { Description = "How many users call.", DefaultValueFactory = _ => defaults.Users };
var charges = new Option<int>("--charges") { Description = "How many different calls they make, all together.", DefaultValueFactory = _ => defaults.Charges };
var silos = new Option<int>("--silos") { Description = "How many silos answer them.", DefaultValueFactory = _ => defaults.Silos };
var store = new Option<StoreKind>("--store") { Description = "The log that all silos share.", DefaultValueFactory = _ => defaults.Store };
var command = new RootCommand("Charges many users through a cluster that loses and gains a silo, then checks every one of them against the log.")
{
    users, charges, silos, store,
};
command.SetAction((arguments, stopping) => LoadProgram.RunAsync(
    defaults with
    {
        Users = arguments.GetValue(users),
        Charges = arguments.GetValue(charges),
        Silos = arguments.GetValue(silos),
        Store = arguments.GetValue(store),
    },
    Console.Out,
    stopping));
return await command.Parse(args).InvokeAsync();
