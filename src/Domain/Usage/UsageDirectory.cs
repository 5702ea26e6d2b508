using System.Collections.Immutable;

namespace Tollgate.Domain.Usage;

/// <summary>Who used the service on one day, in ordinal order. Immutable: a page may be read while names are being added.</summary>
/// <param name="Version">The number of events folded.</param>
/// <param name="Principals">Sorted ordinally.</param>
public sealed record UsageDirectory(long Version, ImmutableSortedSet<string> Principals)
{
    public static readonly UsageDirectory Initial = new(0, ImmutableSortedSet<string>.Empty.WithComparer(StringComparer.Ordinal));

    /// <exception cref="InvalidOperationException">The event cannot stand here: the log is from a newer version.</exception>
    public UsageDirectory Evolve(UsageEvent happened) => happened switch
    {
        PrincipalsSeen e => new(Version + 1, Principals.Union(e.Principals)),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be event {Version + 1} of a usage directory."),
    };

    /// <summary>Principals whose names begin with <paramref name="prefix"/>, in order.</summary>
    /// <param name="after">The name that the page begins after; null for the first page.</param>
    public IReadOnlyList<string> Find(string prefix, string? after, int limit)
    {
        var page = new List<string>();
        for (var index = FirstAfter(prefix, after); index < Principals.Count && page.Count < limit; index++)
        {
            if (!Principals[index].StartsWith(prefix, StringComparison.Ordinal))
                break;
            page.Add(Principals[index]);
        }

        return page;
    }

    private int FirstAfter(string prefix, string? after)
    {
        if (after is null || string.CompareOrdinal(after, prefix) < 0)
            return PlaceOf(prefix, orAfter: false);
        return PlaceOf(after, orAfter: true);
    }

    // A name that is missing gives the complement of the place where it would be.
    private int PlaceOf(string name, bool orAfter)
    {
        var index = Principals.IndexOf(name);
        return index < 0 ? ~index : orAfter ? index + 1 : index;
    }
}
