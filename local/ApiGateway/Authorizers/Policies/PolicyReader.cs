using System.Text.Json;

namespace Tollgate.Local.ApiGateway.Authorizers.Policies;

/// <summary>Reads a policy document. What this stand-in could not evaluate faithfully (Condition, NotAction, NotResource) is refused, not skipped.</summary>
public static class PolicyReader
{
    private const int ResourceLimit = 512;

    public static Policy Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
            throw new MalformedAuthorizerOutputException("policyDocument is not an object");
        if (document.TryGetProperty("Version", out var version) && !IsKnown(version))
            throw new MalformedAuthorizerOutputException("policyDocument.Version is not 2012-10-17");
        if (!document.TryGetProperty("Statement", out var statement))
            throw new MalformedAuthorizerOutputException("policyDocument.Statement is missing");

        return statement.ValueKind switch
        {
            JsonValueKind.Array => new([.. statement.EnumerateArray().Select(ReadStatement)]),
            JsonValueKind.Object => new([ReadStatement(statement)]),
            _ => throw new MalformedAuthorizerOutputException("policyDocument.Statement is not a list"),
        };
    }

    private static bool IsKnown(JsonElement version) =>
        version.ValueKind == JsonValueKind.String && (version.ValueEquals("2012-10-17") || version.ValueEquals("2008-10-17"));

    private static PolicyStatement ReadStatement(JsonElement statement)
    {
        if (statement.ValueKind != JsonValueKind.Object)
            throw new MalformedAuthorizerOutputException("a statement is not an object");

        foreach (var member in statement.EnumerateObject())
            if (member.Name is not ("Sid" or "Effect" or "Action" or "Resource"))
                throw new MalformedAuthorizerOutputException($"a statement has the member {member.Name}, which is unknown here");

        var resources = ReadStrings(statement, "Resource");
        if (resources.Any(resource => resource.Length > ResourceLimit))
            throw new MalformedAuthorizerOutputException($"a Resource is longer than {ResourceLimit} characters");

        return new(ReadEffect(statement), ReadStrings(statement, "Action"), resources);
    }

    private static PolicyEffect ReadEffect(JsonElement statement)
    {
        if (statement.TryGetProperty("Effect", out var effect) && effect.ValueKind == JsonValueKind.String)
        {
            if (effect.ValueEquals("Allow"))
                return PolicyEffect.Allow;
            if (effect.ValueEquals("Deny"))
                return PolicyEffect.Deny;
        }

        throw new MalformedAuthorizerOutputException("Effect is neither Allow nor Deny");
    }

    private static List<string> ReadStrings(JsonElement statement, string name)
    {
        if (!statement.TryGetProperty(name, out var value))
            throw new MalformedAuthorizerOutputException($"{name} is missing");

        var items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        if (items.Count == 0 || items.Exists(item => item.ValueKind != JsonValueKind.String))
            throw new MalformedAuthorizerOutputException($"{name} is neither a string nor a list of strings");
        return items.ConvertAll(item => item.GetString()!);
    }
}
