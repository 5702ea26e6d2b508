using System.Diagnostics.CodeAnalysis;

namespace Tollgate.Domain.Quotas;

/// <summary>Names one call of a quota day: 1 to 128 visible ASCII characters. Given by a trusted gateway, else generated.</summary>
public sealed record RequestId
{
    public const int MaxLength = 128;

    private RequestId(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out RequestId? requestId)
    {
        var valid = text is { Length: >= 1 and <= MaxLength } && text.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
        requestId = valid ? new RequestId(text!) : null;
        return valid;
    }

    public override string ToString() => Value;
}
