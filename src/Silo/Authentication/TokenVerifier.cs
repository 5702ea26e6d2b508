using Microsoft.IdentityModel.JsonWebTokens;
using Tollgate.Silo.Authentication.Keys;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authentication;

/// <summary>
/// Believes a token, or not. A token accepted before is looked up by its hash and waits for nobody; any other goes through shape, key and
/// signature, in the order of what they cost.
/// </summary>
internal sealed class TokenVerifier(SigningKeys keys, SignatureSlots slots, TokenRules rules, CallerReader callers)
{
    private static readonly JsonWebTokenHandler Library = new() { MapInboundClaims = false };

    public ValueTask<TokenVerdict> VerifyAsync(ReadOnlyMemory<char> token, CancellationToken aborted)
    {
        if (token.Length is 0 or > TokenShape.MaxLength || !TokenHash.TryCompute(token.Span, out var hash))
            return new(new TokenVerdict(Problem.Unauthenticated));

        return keys.Current.Accepted.TryGet(hash, out var accepted)
            ? new(rules.IsCurrent(accepted.NotBefore, accepted.Expires) ? new TokenVerdict(accepted.Caller) : new TokenVerdict(Problem.Unauthenticated))
            : VerifyNewAsync(token.ToString(), hash, aborted);
    }

    private async ValueTask<TokenVerdict> VerifyNewAsync(string token, TokenHash hash, CancellationToken aborted)
    {
        if (!TokenShape.TryRead(token, out var kid))
            return new(Problem.Unauthenticated);

        var (keySet, unavailable) = await keys.FindAsync(kid, aborted);
        if (keySet is null)
            return new(unavailable ?? Problem.Unauthenticated);

        using var slot = await slots.EnterAsync(aborted);
        if (!slot.IsAcquired)
            return new(Problem.Unavailable("overloaded", "Too many new tokens are waiting to be checked."));

        var result = await Library.ValidateTokenAsync(token, keySet.Parameters);
        if (!result.IsValid || !callers.TryRead(result.ClaimsIdentity, out var caller))
            return new(Problem.Unauthenticated);

        // Remembered by the very keys that were asked: when they go, so does this.
        keySet.Accepted.Add(new AcceptedToken(hash, caller, result.SecurityToken.ValidFrom, result.SecurityToken.ValidTo));
        return new(caller);
    }
}
