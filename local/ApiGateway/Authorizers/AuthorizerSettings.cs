using Tollgate.Local.ApiGateway.Authorizers.Identity;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>The authorizer's options with the defaults of the kind of API filled in.</summary>
public sealed record AuthorizerSettings(ProtocolType Protocol, AuthorizerType Type, IReadOnlyList<IdentitySource> Sources, TimeSpan Ttl, TimeSpan Timeout)
{
    public string? ValidationExpression { get; init; }

    /// <summary>Payload format 2.0 of an HTTP API.</summary>
    public bool IsFormat2 { get; init; }

    public bool IsSimple { get; init; }

    /// <exception cref="FormatException">The options do not fit together, or not the kind of API; the message says which.</exception>
    public static AuthorizerSettings Of(AuthorizerOptions options, ProtocolType protocol)
    {
        var type = options.Type ?? (protocol == ProtocolType.Rest ? AuthorizerType.Token : AuthorizerType.Request);
        var sources = ReadSources(options.IdentitySource, protocol);
        var ttl = options.AuthorizerResultTtlInSeconds ?? (protocol == ProtocolType.Rest ? 300 : 0);
        var timeout = options.TimeoutMs ?? (protocol == ProtocolType.Http ? 10_000 : 29_000);
        var isFormat2 = protocol == ProtocolType.Http && options.AuthorizerPayloadFormatVersion is (null or "2.0");

        Require(type == AuthorizerType.Request || protocol == ProtocolType.Rest, "Type can be TOKEN in a REST API only");
        Require(type == AuthorizerType.Request || sources is [{ IsHeader: true }], "IdentitySource of a TOKEN authorizer is one header");
        Require(ttl == 0 || sources.Count > 0, "IdentitySource is needed for caching: it is what results are cached under");
        Require(ttl == 0 || protocol != ProtocolType.WebSocket, "AuthorizerResultTtlInSeconds means nothing in a WebSocket API");
        Require(type == AuthorizerType.Token || options.IdentityValidationExpression is null, "IdentityValidationExpression is for TOKEN authorizers");
        Require(protocol == ProtocolType.Http || options.AuthorizerPayloadFormatVersion is null, "AuthorizerPayloadFormatVersion is for HTTP APIs");
        Require(isFormat2 || !options.EnableSimpleResponses, "EnableSimpleResponses needs an HTTP API and payload format 2.0");

        return new(protocol, type, sources, TimeSpan.FromSeconds(ttl), TimeSpan.FromMilliseconds(timeout))
        {
            ValidationExpression = options.IdentityValidationExpression,
            IsFormat2 = isFormat2,
            IsSimple = options.EnableSimpleResponses,
        };
    }

    private static List<IdentitySource> ReadSources(string? expressions, ProtocolType protocol)
    {
        var sources = new List<IdentitySource>();
        foreach (var expression in (expressions ?? Authorization(protocol)).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            Require(IdentitySource.TryParse(expression, protocol, out var source), $"IdentitySource '{expression}' is not like {Authorization(protocol)}");
            sources.Add(source!);
        }

        return sources;
    }

    private static string Authorization(ProtocolType protocol) => protocol switch
    {
        ProtocolType.Rest => "method.request.header.Authorization",
        ProtocolType.Http => "$request.header.Authorization",
        _ => "route.request.header.Authorization",
    };

    private static void Require(bool holds, string fault)
    {
        if (!holds)
            throw new FormatException($"{AuthorizerOptions.SectionName}:{fault}");
    }
}
