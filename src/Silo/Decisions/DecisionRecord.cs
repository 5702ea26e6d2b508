using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Silo.Answers;

namespace Tollgate.Silo.Decisions;

/// <summary>One denial with all that it rested on, so that it can be explained later. What a caller can make long is cut, and a path holds no token.</summary>
internal sealed record DecisionRecord(string Id, DateTimeOffset At, Principal Principal)
{
    public required DenialReason Denial { get; init; }

    public required IReadOnlyList<string> Roles { get; init => field = Cut(value); }

    public required string Method { get; init; }

    public required string Path { get; init => field = CallerText.Of(value); }

    /// <summary>The mapping that covers the call; null where none does, or none was found for these roles.</summary>
    public string? Resource { get; init; }

    public required long RoleMapVersion { get; init; }

    public required long Units { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The day as the decision left it; null where the role alone decided.</summary>
    public QuotaReading? Quota { get; init; }

    // Almost always the caller's own list, shared by all records of its token.
    private static IReadOnlyList<string> Cut(IReadOnlyList<string> roles)
    {
        var length = 0;
        var count = 0;
        while (count < roles.Count && (length += roles[count].Length) <= CallerText.MaxLength)
            count++;
        return count == roles.Count ? roles : [.. roles.Take(count), "…"];
    }
}
