namespace Tollgate.Domain.Usage;

/// <summary>The rule of the usage directory: everybody is named once. Pure.</summary>
public static class UsageDecisions
{
    /// <summary>The most characters of names in one event: however they are encoded, it fits into a batch.</summary>
    public const int MaxCharacters = 8_000;

    /// <summary>Adds the principals that the directory does not know. The reply is how many these are.</summary>
    public static Decision<int, UsageEvent> See(UsageDirectory directory, IEnumerable<string> principals)
    {
        var unknown = principals.Distinct(StringComparer.Ordinal).Where(principal => !directory.Principals.Contains(principal)).ToList();
        return new Decision<int, UsageEvent>(unknown.Count, [.. Split(unknown).Select(names => new PrincipalsSeen(names))]);
    }

    private static IEnumerable<IReadOnlyList<string>> Split(IReadOnlyList<string> principals)
    {
        var names = new List<string>();
        var characters = 0;
        foreach (var principal in principals)
        {
            if (names.Count > 0 && characters + principal.Length > MaxCharacters)
            {
                yield return names;
                (names, characters) = ([], 0);
            }

            names.Add(principal);
            characters += principal.Length;
        }

        if (names.Count > 0)
            yield return names;
    }
}
