using System.Diagnostics.CodeAnalysis;

namespace Tollgate.Domain.Quotas;

/// <summary>Why somebody changed something, in their own words: 1 to 500 characters, none of them a control character.</summary>
public sealed record ReasonText
{
    public const int MaxLength = 500;

    private ReasonText(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out ReasonText? reason)
    {
        var trimmed = text?.Trim();
        var valid = trimmed is { Length: >= 1 and <= MaxLength } && !trimmed.Any(char.IsControl);
        reason = valid ? new ReasonText(trimmed!) : null;
        return valid;
    }

    public override string ToString() => Value;
}
