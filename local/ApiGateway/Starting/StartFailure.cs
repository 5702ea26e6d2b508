using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Starting;

/// <summary>Turns what can go wrong at start (a setting, a port) into one line; null for anything else, which is a bug and keeps its stack trace.</summary>
public static class StartFailure
{
    public static string? Explain(Exception e) => e switch
    {
        OptionsValidationException wrong => string.Join("; ", wrong.Failures),
        // The host's form of several sections that are wrong at once.
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join("; ", several.InnerExceptions.Select(Explain)),
        IOException { InnerException: AddressInUseException } busy => FirstLine(busy.Message),
        SocketException refused => $"cannot listen: {FirstLine(refused.Message)}",
        FormatException or InvalidOperationException => FirstLine(e.Message),
        _ => null,
    };

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
