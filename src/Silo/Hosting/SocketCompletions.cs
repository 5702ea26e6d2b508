namespace Tollgate.Silo.Hosting;

/// <summary>
/// Lets the thread that learns of a socket's data read it, instead of waking another for it: on few cores that is a tenth of all that a decision
/// takes, and half of a refusal. What the data means is still for the thread pool: Kestrel and Orleans hand it over there.
/// </summary>
internal static class SocketCompletions
{
    // .NET's own switch, read when the first socket is opened. Whoever sets it himself is obeyed.
    private const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    public static void RunInline() => Environment.SetEnvironmentVariable(Switch, Environment.GetEnvironmentVariable(Switch) ?? "1");
}
