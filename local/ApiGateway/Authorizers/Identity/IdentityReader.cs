using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers.Identity;

/// <summary>Reads the identity of a call, and refuses calls whose identity the authorizer need not be asked about.</summary>
public sealed class IdentityReader(AuthorizerSettings authorizer, IOptions<GatewayOptions> gateway, IOptions<AwsOptions> aws)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex? _validation = authorizer.ValidationExpression is { } expression
        ? new Regex($@"\A(?:{expression})\z", RegexOptions.CultureInvariant, Patience)
        : null;

    // As documented: without caching, a REST API invokes a REQUEST authorizer whatever is missing.
    private readonly bool _areRequired =
        authorizer.Protocol != ProtocolType.Rest || authorizer.Type == AuthorizerType.Token || authorizer.Ttl > TimeSpan.Zero;

    /// <returns>The values of all sources, in their order; null where the call is a 401 without an invocation.</returns>
    public IReadOnlyList<string>? Read(ApiCall call)
    {
        // AWS does not document two headers; which of them counts would be a guess that an attacker makes better. A REQUEST event shows both.
        if (authorizer.Type == AuthorizerType.Token && call.Headers[authorizer.Sources[0].Name].Count > 1)
            return null;

        var values = authorizer.Sources.Select(source => source.Read(call, gateway.Value, aws.Value)).ToList();
        if (_areRequired && values.Contains(null))
            return null;
        if (_validation is not null && !_validation.IsMatch(values[0]!))
            return null;

        return [.. values.Select(value => value ?? "")];
    }
}
