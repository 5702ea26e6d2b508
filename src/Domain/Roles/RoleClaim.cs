using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Domain.Roles;

/// <summary>
/// Reads roles out of a claim in every spelling that identity providers send: one value <c>IT</c>, a JSON array <c>["IT","Finance"]</c>,
/// Cognito's bracketed list <c>[IT, Finance]</c>, and either with URL-form-encoded values, <c>[IT, R%26D]</c> or <c>%5BIT%2C+Finance%5D</c>.
/// </summary>
public static class RoleClaim
{
    /// <summary>The most roles that one token may carry; more is not a role claim but an attack.</summary>
    public const int MaxRoles = 100;

    /// <returns>The roles in the order given, each once; empty where the claim is missing or cannot be read.</returns>
    public static IReadOnlyList<string> Parse(IEnumerable<string> claimValues)
    {
        var roles = new List<string>();
        foreach (var value in claimValues)
        {
            foreach (var name in Split(value.Trim()))
            {
                var role = name?.Trim();
                if (role is null || role.Any(char.IsControl))
                    return [];
                if (role.Length == 0 || roles.Contains(role, StringComparer.Ordinal))
                    continue;
                if (roles.Count == MaxRoles)
                    return [];
                roles.Add(role);
            }
        }

        return roles;
    }

    // A null among the names: the claim cannot be read.
    private static IEnumerable<string?> Split(string value)
    {
        if (value is ['[', .., ']'])
            return (ParseJson(value) ?? SplitList(value[1..^1])).Select(name => name is null ? null : FormDecode(name));

        var decoded = FormDecode(value);
        return decoded is ['[', .., ']'] ? Split(decoded) : [decoded];
    }

    private static string?[]? ParseJson(string value)
    {
        try
        {
            return JsonSerializer.Deserialize(value, RoleClaimJson.Default.StringArray);
        }
        catch (JsonException)
        {
            return null; // not JSON: a plain bracketed list
        }
    }

    // A quote says that it was meant to be JSON: broken, or an array of something else.
    private static string?[] SplitList(string list) => list.Contains('"') ? new string?[] { null } : list.Split(',');

    // A value without an escape is left alone, so that "C+" and "R&D" stay what they are.
    private static string FormDecode(string value)
    {
        var percent = value.IndexOf('%', StringComparison.Ordinal);
        var isEncoded = percent >= 0 && percent + 2 < value.Length
            && char.IsAsciiHexDigit(value[percent + 1]) && char.IsAsciiHexDigit(value[percent + 2]);
        return isEncoded ? Uri.UnescapeDataString(value.Replace('+', ' ')) : value;
    }
}

[JsonSerializable(typeof(string[]))]
internal sealed partial class RoleClaimJson : JsonSerializerContext;
