using Tollgate.Throughput.Issuing;

namespace Tollgate.Throughput.Loading;

/// <summary>Whom a run of the load generator calls for: a file of tokens, how often each is used in a row, and how many are skipped.</summary>
internal sealed record CallerFile(string Path, int InARow = 1, long Skip = 0);

/// <summary>The tokens of all callers.</summary>
internal sealed class CallerFiles(Issuer issuer, string folder)
{
    private const int Users = 1000;
    private const int PerBurst = 50;

    /// <summary>More than a silo with <c>Auth:TokenCacheEntries</c> of <see cref="Users"/> remembers.</summary>
    private const int Tokens = 20_000;

    // What has left for a moment is not back yet: as many connections are waiting for an answer when a run ends.
    private const int InFlight = 200;

    private long _skip;

    public CallerFile Next(Callers callers) =>
        callers == Callers.Bursts ? new(PathOf(callers), PerBurst, _skip) : new(PathOf(callers));

    /// <summary>So many calls were made: who had a burst is not called for again.</summary>
    public void Took(Callers callers, long calls)
    {
        if (callers == Callers.Bursts)
            _skip += (calls + InFlight) / PerBurst + 1;
        if (_skip >= Tokens)
            throw new BenchFailedException("The run is too long: nobody is left who has not had a burst of calls.");
    }

    public string[] TokensOf(Callers callers) => File.ReadAllLines(PathOf(callers));

    // Written when it is first asked for: signing takes its time.
    private string PathOf(Callers callers)
    {
        var path = Path.Combine(folder, $"tokens.{callers}");
        if (!File.Exists(path))
            File.WriteAllLines(path, callers switch
            {
                Callers.Thousand => issuer.Issue(Users, Users),
                Callers.HundredThousand => issuer.Issue(100 * Users, 100 * Users),
                Callers.Fresh => issuer.Issue(Tokens, Users),
                Callers.Bursts => issuer.Issue(Tokens, Tokens),
                Callers.One => issuer.Issue(1, 1),
                _ => throw new ArgumentOutOfRangeException(nameof(callers), callers, null),
            });
        return path;
    }
}
