using System.Diagnostics.CodeAnalysis;

namespace Tollgate.Domain.Roles;

/// <summary>The HTTP method of a call: 1 to 32 upper-case letters, digits or dashes.</summary>
public sealed record CallMethod
{
    public const int MaxLength = 32;

    private CallMethod(string value) => Value = value;

    public string Value { get; }

    /// <summary>The name that the role map is asked for: HEAD is the GET whose body nobody reads.</summary>
    public string MappedAs => Value == "HEAD" ? "GET" : Value;

    public static bool TryParse(string? text, [NotNullWhen(true)] out CallMethod? method)
    {
        var valid = text is { Length: >= 1 and <= MaxLength } && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');
        method = valid ? new CallMethod(text!) : null;
        return valid;
    }

    public override string ToString() => Value;
}
