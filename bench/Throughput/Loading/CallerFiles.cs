using Tollgate.Throughput.Issuing;

namespace Tollgate.Throughput.Loading;

/// <summary>The tokens of all callers.</summary>
internal sealed class CallerFiles(Issuer issuer, string folder)
{
    private const int Users = 1000;

    /// <summary>More than a silo with <c>Auth:TokenCacheEntries</c> of <see cref="Users"/> remembers.</summary>
    private const int Tokens = 20_000;

    public string[] TokensOf(Callers callers) => File.ReadAllLines(PathOf(callers));

    /// <summary>The file of tokens, one a line. Written when it is first asked for: signing takes its time.</summary>
    public string PathOf(Callers callers)
    {
        var path = Path.Combine(folder, $"tokens.{callers}");
        if (!File.Exists(path))
            File.WriteAllLines(path, callers switch
            {
                Callers.Thousand => issuer.Issue(Users, Users),
                Callers.FourThousand => issuer.Issue(4 * Users, 4 * Users),
                Callers.HundredThousand => issuer.Issue(100 * Users, 100 * Users),
                Callers.Fresh => issuer.Issue(Tokens, Users),
                Callers.One => issuer.Issue(1, 1),
                _ => throw new ArgumentOutOfRangeException(nameof(callers), callers, null),
            });
        return path;
    }
}
