using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Silo.Authentication;

/// <summary>What a well-shaped token must say to be believed. The library checks the signature; these are the rules it is given.</summary>
internal sealed class TokenRules(IOptions<AuthOptions> options, TimeProvider clock)
{
    private readonly AuthOptions _options = options.Value;
    private readonly TimeSpan _skew = TimeSpan.FromSeconds(options.Value.ClockSkewSeconds);

    public TokenValidationParameters ToParameters(IEnumerable<SecurityKey> keys) => new()
    {
        IssuerSigningKeys = keys,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false, // only the key that the token names
        ValidateIssuerSigningKey = true,
        ValidIssuer = _options.Authority,
        RequireAudience = false, // access tokens have none: AudienceValidator knows what each kind must have
        AudienceValidator = (_, token, _) => IsForUs((JsonWebToken)token),
        RequireExpirationTime = true,
        LifetimeValidator = (_, expires, token, _) =>
            expires is not null && IsCurrent(token.ValidFrom, token.ValidTo) && IsIssued((JsonWebToken)token),
    };

    /// <param name="notBefore"><see cref="DateTime.MinValue"/> where the token says nothing.</param>
    public bool IsCurrent(DateTime notBefore, DateTime expires)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now - _skew < expires && notBefore <= now + _skew;
    }

    private bool IsIssued(JsonWebToken token) => token.IssuedAt <= clock.GetUtcNow().UtcDateTime + _skew;

    // An ID token names its client in aud, and no other beside it (OpenID Connect Core, 3.1.3.7); an access token in client_id. Neither may
    // stand for the other.
    private bool IsForUs(JsonWebToken token) =>
        token.TryGetPayloadValue<string>("token_use", out var use) && use == _options.TokenUse
        && (use == "id"
            ? token.Audiences.ToList() is [var only] && only == _options.Audience
            : token.TryGetPayloadValue<string>("client_id", out var client) && client == _options.Audience);
}
