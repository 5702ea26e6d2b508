using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Decisions;

/// <summary>One denial with all that it rested on, so that it can be explained later. What a caller can make long is cut.</summary>
internal sealed record DecisionRecord(string Id, DateTimeOffset At, Principal Principal)
{
    public const int MaxText = 256;

    public required DenialReason Denial { get; init; }

    public required IReadOnlyList<string> Roles { get; init => field = Cut(value); }

    public required string Method { get; init; }

    public required string Path { get; init => field = Cut(Plain(value)); }

    /// <summary>The mapping that covers the call; null where none does, or none was found for these roles.</summary>
    public string? Resource { get; init; }

    public required long RoleMapVersion { get; init; }

    public required long Units { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The day as the decision left it; null where the role alone decided.</summary>
    public QuotaReading? Quota { get; init; }

    // A line end or an escape sequence in a path must not write lines of its own into a log or on a terminal.
    private static string Plain(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
            ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c))
            : text;

    private static string Cut(string text) => text.Length <= MaxText ? text : string.Concat(text.AsSpan(0, MaxText - 1), "…");

    // Almost always the caller's own list, shared by all records of its token.
    private static IReadOnlyList<string> Cut(IReadOnlyList<string> roles)
    {
        var length = 0;
        var count = 0;
        while (count < roles.Count && (length += roles[count].Length) <= MaxText)
            count++;
        return count == roles.Count ? roles : [.. roles.Take(count), "…"];
    }
}
