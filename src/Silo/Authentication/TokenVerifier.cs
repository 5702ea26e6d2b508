using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tollgate.Silo.Authentication.Keys;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authentication;

/// <summary>
/// Believes a token, or not. A token accepted before is looked up by its hash and waits for nobody; any other goes through header, key, shape
/// and signature, in the order of what they cost; the last two behind everything else while a flood of garbage comes in. A no is told at its pace.
/// </summary>
internal sealed class TokenVerifier(
    SigningKeys keys, SignatureSlots slots, GarbageShare garbage, SignatureThreads threads, RefusalPace pace, TokenRules rules, CallerReader callers)
{
    private static readonly JsonWebTokenHandler Library = new() { MapInboundClaims = false };

    public ValueTask<TokenVerdict> VerifyAsync(ReadOnlyMemory<char> token, CancellationToken aborted)
    {
        if (token.Length is 0 or > TokenShape.MaxLength || !TokenHash.TryCompute(token.Span, out var hash))
            return RefuseAsync(Problem.Unauthenticated, aborted);
        if (!keys.Current.Accepted.TryGet(hash, out var accepted))
            return VerifyNewAsync(token.ToString(), hash, aborted);
        return rules.IsCurrent(accepted.NotBefore, accepted.Expires) ? new(new TokenVerdict(accepted.Caller)) : RefuseAsync(Problem.Unauthenticated, aborted);
    }

    private async ValueTask<TokenVerdict> VerifyNewAsync(string token, TokenHash hash, CancellationToken aborted)
    {
        var verdict = await FindOutAsync(token, hash, aborted);
        return verdict.Problem is { } problem ? await RefuseAsync(problem, aborted) : verdict;
    }

    private async ValueTask<TokenVerdict> RefuseAsync(Problem problem, CancellationToken aborted)
    {
        await pace.WaitForTurnAsync(aborted);
        return new(problem);
    }

    private async ValueTask<TokenVerdict> FindOutAsync(string token, TokenHash hash, CancellationToken aborted)
    {
        if (!TokenShape.TryReadHeader(token, out var kid))
            return new(Problem.Unauthenticated);

        var (keySet, unavailable) = await keys.FindAsync(kid, aborted);
        if (keySet is null)
            return new(unavailable ?? Problem.Unauthenticated);

        using var slot = await slots.EnterAsync(aborted);
        if (!slot.IsAcquired)
            return new(Problem.Unavailable("overloaded", "Too many new tokens are waiting to be checked."));

        var result = await (garbage.IsHigh ? threads.RunAsync(() => CheckAsync(token, keySet)) : CheckAsync(token, keySet));
        garbage.Count(isGood: result is { IsValid: true });
        if (result is not { IsValid: true } || !callers.TryRead((JsonWebToken)result.SecurityToken, out var caller))
            return new(Problem.Unauthenticated);

        // Remembered by the very keys that were asked: when they go, so does this.
        keySet.Accepted.Add(new AcceptedToken(hash, caller, result.SecurityToken.ValidFrom, result.SecurityToken.ValidTo));
        return new(caller);
    }

    /// <returns>Null where the signature is not worth looking at.</returns>
    private static async Task<TokenValidationResult?> CheckAsync(string token, KeySet keys) =>
        TokenShape.IsAcceptableBehindHeader(token) ? await Library.ValidateTokenAsync(token, keys.Parameters) : null;
}
