namespace Tollgate.Domain.Roles;

/// <summary>What a role in the role map may be called: 1 to 256 characters without control characters or blanks at its ends.</summary>
public static class RoleName
{
    public const int MaxLength = 256;

    public static bool IsValid(string? role) =>
        role is { Length: >= 1 and <= MaxLength } && role.Trim() == role && !role.Any(char.IsControl);
}
