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
        // Taken by another process after they had been found free.
        IOException { InnerException: AddressInUseException } e => e.Message,
        AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } => "Cluster:SiloPort or Cluster:GatewayPort is in use by another process.",
        InvalidOperationException e when e.Message.StartsWith("Unable to configure HTTPS endpoint", StringComparison.Ordinal) =>
            "An https address needs a certificate, see Kestrel:Certificates:Default.",
        InvalidOperationException e when UnreadableSetting.Describe(e) is { } line => line,
        _ => failure.InnerException is { } inner ? Describe(inner) : null,
    };
}
