namespace Tollgate.Tests.Tokens;

/// <summary>What a token says. Each default makes a good token of alice's; null means "the forge's own".</summary>
public sealed record TokenSpec
{
    public TokenUse Use { get; init; } = TokenUse.Id;

    /// <summary>The principal. Real access tokens have none; ours do when it is set, so that they can stand for a principal at all.</summary>
    public string? Email { get; init; } = "alice@example.com";

    public string Subject { get; init; } = "a11ce000-0000-4000-8000-000000000001";

    /// <summary><c>custom:department</c>: one is a string, several are an array, none leaves the claim out.</summary>
    public IReadOnlyList<string> Departments { get; init; } = ["IT"];

    /// <summary><c>cognito:groups</c>; none leaves the claim out.</summary>
    public IReadOnlyList<string> Groups { get; init; } = ["local_Okta"];

    public string? Issuer { get; init; }

    /// <summary><c>aud</c> of an ID token, <c>client_id</c> of an access token.</summary>
    public string? ClientId { get; init; }

    /// <summary>Default: an hour from now.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Default: the claim is left out, as Cognito does.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
