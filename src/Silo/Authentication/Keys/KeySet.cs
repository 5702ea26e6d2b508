using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Silo.Authentication.Keys;

/// <summary>
/// The keys that the issuer published at one time, with the tokens that they vouched for. It is replaced as a whole: what a withdrawn key has
/// accepted, a check still under way included, is forgotten with it.
/// </summary>
internal sealed class KeySet
{
    private readonly IReadOnlyDictionary<string, RsaSecurityKey> _keys;

    public KeySet(IReadOnlyDictionary<string, RsaSecurityKey> keys, TokenRules rules, int cacheEntries)
    {
        _keys = keys;
        Parameters = rules.ToParameters(keys.Values);
        Accepted = new AcceptedTokens(cacheEntries);
    }

    public bool IsEmpty => _keys.Count == 0;

    public TokenValidationParameters Parameters { get; }

    public AcceptedTokens Accepted { get; }

    public bool Has(string kid) => _keys.ContainsKey(kid);

    public bool IsMadeOf(IReadOnlyDictionary<string, RsaSecurityKey> keys) =>
        keys.Count == _keys.Count
        && keys.All(key => _keys.TryGetValue(key.Key, out var ours) && KeyRules.HasNumbers(ours, key.Value.Parameters));
}
