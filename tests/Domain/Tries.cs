using System.Globalization;

namespace Tollgate.Domain.Tests;

/// <summary>
/// How often a property is tried. The mutation run (<c>eng/mutation.sh</c>) runs the tests once for each of a thousand changes to the domain,
/// and asks for a fraction of the tries by <c>TOLLGATE_TRIES_DIVIDED_BY</c>: a score that is earned so is not too high.
/// </summary>
internal static class Tries
{
    private static readonly long _dividedBy = Environment.GetEnvironmentVariable("TOLLGATE_TRIES_DIVIDED_BY") is { Length: > 0 } text
        ? long.Parse(text, CultureInfo.InvariantCulture)
        : 1;

    public static long Of(long tries) => Math.Max(1, tries / _dividedBy);
}
