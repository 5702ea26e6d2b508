using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authentication;

/// <summary>What a token is worth: a caller, or else the answer to give.</summary>
internal readonly record struct TokenVerdict
{
    public TokenVerdict(Caller caller) => Caller = caller;

    public TokenVerdict(Problem problem) => Problem = problem;

    public Caller? Caller { get; }

    public Problem? Problem { get; }
}
