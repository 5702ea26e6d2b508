using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity;

/// <summary>Tells what the person who started us can mend from what is our own bug: the first is one line, the second keeps its stack trace.</summary>
internal static class StartFault
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";
    private const string Kestrel = "Microsoft.AspNetCore.Server.Kestrel.Core";

    public static string? Explain(Exception fault) => fault switch
    {
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        KeyFileException key => key.Message,
        InvalidOperationException { Source: Binder or Kestrel } refused => refused.Message,
        IOException busy => busy.Message,
        SocketException socket => $"cannot listen: {socket.Message}.",
        _ => null,
    };
}
