using Tollgate.Local.Identity;

try
{
    await using var app = IdentityHost.Build(args);
    await app.StartAsync();
    IdentityHost.Announce(app);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception fault) when (StartFault.Explain(fault) is { } line)
{
    await Console.Error.WriteLineAsync($"identity: {line}");
    return 1;
}
