namespace Tollgate.Tests.Tokens.Forged;

/// <summary>What is wrong with a forged token: always one thing, so that a test that refuses it has checked that very thing.</summary>
[Flags]
public enum Fault
{
    None = 0,

    /// <summary><c>alg</c> is not the string RS256; the signature is right for the algorithm it pretends.</summary>
    Algorithm = 1,

    /// <summary>The header is honest and the signature is not this issuer's.</summary>
    Signature = 2,

    /// <summary><c>kid</c> does not name a published key, though one of them did sign.</summary>
    Key = 4,

    /// <summary><c>crit</c>, <c>zip</c>: the header demands what nobody here understands.</summary>
    Critical = 8,

    /// <summary>Not three base64url parts.</summary>
    Shape = 16,

    /// <summary>The parts decode, but not to one unambiguous JSON object of ordinary depth.</summary>
    Json = 32,

    /// <summary>Over 8 KB.</summary>
    Size = 64,

    /// <summary><c>exp</c>.</summary>
    Expiry = 128,

    /// <summary><c>nbf</c>.</summary>
    NotBefore = 256,

    /// <summary><c>iss</c>.</summary>
    Issuer = 512,

    /// <summary><c>aud</c> or <c>client_id</c>.</summary>
    Audience = 1024,

    /// <summary><c>token_use</c>.</summary>
    TokenUse = 2048,

    /// <summary>A good token that names no principal.</summary>
    Principal = 4096,

    /// <summary><c>iat</c>.</summary>
    IssuedAt = 8192,
}
