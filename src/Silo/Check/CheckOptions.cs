using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;

namespace Tollgate.Silo.Check;

/// <summary>Who may say, in headers, which request is being checked.</summary>
public sealed class CheckOptions : IValidatableObject
{
    public const string SectionName = "Check";

    /// <summary>Addresses (<c>10.0.3.7</c>) and networks (<c>10.0.0.0/16</c>, <c>fd00::/8</c>) of the proxies whose forwarding headers are believed.</summary>
    /// <value>None: a request that is only forwarded in headers is refused.</value>
    public IList<string> TrustedProxies { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var text in TrustedProxies)
            if (!TryParse(text, out _))
                yield return new ValidationResult($"Check:TrustedProxies: '{text}' is neither an address nor a network such as 10.0.0.0/16.");
    }

    internal IReadOnlyList<IPNetwork> Networks() => [.. TrustedProxies.Select(text => TryParse(text, out var network) ? network : throw new FormatException(text))];

    private static bool TryParse(string text, out IPNetwork network)
    {
        // Bits after the prefix must be zero, so that a mistyped prefix does not go by unnoticed.
        if (text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash)
            return IPNetwork.TryParse(text, out network) && IPAddress.TryParse(text.AsSpan(0, slash), out var first) && first.Equals(network.BaseAddress);

        var valid = IPAddress.TryParse(text, out var address);
        network = valid ? new IPNetwork(address!, address!.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : default;
        return valid;
    }
}
