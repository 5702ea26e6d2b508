using System.Text.Json;
using Tollgate.Local.ApiGateway.Authorizers.Policies;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>
/// What a REST authorizer returned: who, what they may do, and what the gateway passes on. Member names are case-sensitive;
/// context values are scalars and are read back as strings.
/// </summary>
public sealed record AuthorizerOutput(string PrincipalId, Policy Policy, IReadOnlyDictionary<string, string> Context)
{
    public static AuthorizerOutput Read(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            throw new MalformedAuthorizerOutputException("the answer is not JSON", e);
        }
    }

    private static AuthorizerOutput Read(JsonElement output)
    {
        if (output.ValueKind != JsonValueKind.Object)
            throw new MalformedAuthorizerOutputException("the answer is not an object");
        if (!output.TryGetProperty("principalId", out var principal) || principal is not { ValueKind: JsonValueKind.String })
            throw new MalformedAuthorizerOutputException("principalId is not a string");
        if (!output.TryGetProperty("policyDocument", out var policy))
            throw new MalformedAuthorizerOutputException("policyDocument is missing");

        return new(principal.GetString()!, PolicyReader.Read(policy), ReadContext(output));
    }

    private static Dictionary<string, string> ReadContext(JsonElement output)
    {
        var context = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!output.TryGetProperty("context", out var members) || members.ValueKind == JsonValueKind.Null)
            return context;
        if (members.ValueKind != JsonValueKind.Object)
            throw new MalformedAuthorizerOutputException("context is not an object");

        foreach (var member in members.EnumerateObject())
            context[member.Name] = Scalar(member);
        return context;
    }

    private static string Scalar(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.String => member.Value.GetString()!,
        JsonValueKind.Number => member.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new MalformedAuthorizerOutputException($"context.{member.Name} is not a string, number or boolean"),
    };
}
