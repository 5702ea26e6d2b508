using System.Text.Json;
using Tollgate.Local.ApiGateway.Authorizers.Policies;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>Reads the answer of a function in the one form that the API is configured for. Member names are case-sensitive.</summary>
public static class AuthorizerOutputReader
{
    private const int HttpApiLimit = 8 * 1024;

    public static AuthorizerOutput Read(ReadOnlyMemory<byte> payload, AuthorizerSettings authorizer)
    {
        if (authorizer.Protocol == ProtocolType.Http && payload.Length > HttpApiLimit)
            throw new MalformedAuthorizerOutputException($"the answer is larger than {HttpApiLimit} bytes");

        try
        {
            using var json = JsonDocument.Parse(payload);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new MalformedAuthorizerOutputException("the answer is not an object");
            return authorizer.IsSimple ? ReadSimple(json.RootElement) : ReadPolicy(json.RootElement, mayNest: authorizer.IsFormat2);
        }
        catch (JsonException e)
        {
            throw new MalformedAuthorizerOutputException("the answer is not JSON", e);
        }
    }

    private static SimpleOutput ReadSimple(JsonElement output)
    {
        if (!output.TryGetProperty("isAuthorized", out var authorized) || authorized.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            throw new MalformedAuthorizerOutputException("isAuthorized is neither true nor false");

        return new(authorized.GetBoolean(), ReadContext(output, mayNest: true));
    }

    private static PolicyOutput ReadPolicy(JsonElement output, bool mayNest)
    {
        if (!output.TryGetProperty("principalId", out var principal) || principal is not { ValueKind: JsonValueKind.String })
            throw new MalformedAuthorizerOutputException("principalId is not a string");
        if (!output.TryGetProperty("policyDocument", out var policy))
            throw new MalformedAuthorizerOutputException("policyDocument is missing");
        if (output.TryGetProperty("usageIdentifierKey", out var key) && key.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            throw new MalformedAuthorizerOutputException("usageIdentifierKey is not a string");

        return new(principal.GetString()!, PolicyReader.Read(policy), ReadContext(output, mayNest));
    }

    private static Dictionary<string, string> ReadContext(JsonElement output, bool mayNest)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!output.TryGetProperty("context", out var members) || members.ValueKind == JsonValueKind.Null)
            return context;
        if (members.ValueKind != JsonValueKind.Object)
            throw new MalformedAuthorizerOutputException("context is not an object");

        foreach (var member in members.EnumerateObject())
            context[member.Name] = ReadValue(member, mayNest);
        return context;
    }

    private static string ReadValue(JsonProperty member, bool mayNest) => member.Value.ValueKind switch
    {
        JsonValueKind.String => member.Value.GetString()!,
        JsonValueKind.Number => member.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array or JsonValueKind.Object when mayNest => member.Value.GetRawText(),
        _ => throw new MalformedAuthorizerOutputException($"context.{member.Name} is not a string, number or boolean"),
    };
}
