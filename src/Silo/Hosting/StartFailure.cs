using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Tollgate.EventStore;

namespace Tollgate.Silo.Hosting;

/// <summary>The one line that says what the operator must change.</summary>
internal static class StartFailure
{
    /// <returns>Null for a fault of ours, which deserves its stack trace.</returns>
    public static string? Describe(Exception failure) => failure switch
    {
        OptionsValidationException e => string.Join(" ", e.Failures),
        AggregateException e when e.InnerExceptions.All(inner => inner is OptionsValidationException) => string.Join(" ", e.InnerExceptions.Select(Describe)),
        InvalidConfigurationException e => e.Message,
        EventStoreUnavailableException e => e.Message,
        AddressInUseException e => e.Message,
        IOException { InnerException: AddressInUseException } e => e.Message,
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "A port of Cluster:SiloPort or Cluster:GatewayPort is in use.",
        InvalidOperationException { InnerException: FormatException } e when e.Message.Contains("configuration", StringComparison.OrdinalIgnoreCase) => $"{e.Message} {e.InnerException!.Message}",
        _ => failure.InnerException is { } inner ? Describe(inner) : null,
    };
}
