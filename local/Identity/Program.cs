using Tollgate.Local.Identity;

try
{
    await using var identity = IdentityHost.Build(args);
    await identity.StartAsync();
    identity.Announce();
    await identity.WaitForShutdownAsync();
    return 0;
}
catch (Exception fault) when (StartFault.Explain(fault) is { } line)
{
    await Console.Error.WriteLineAsync($"identity: {line}");
    return 1;
}
