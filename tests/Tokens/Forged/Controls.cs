using System.Text.Json.Nodes;
using Xunit;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>What must be let through, so that "all forgeries are refused" is not the work of a validator that refuses everything.</summary>
public static class Controls
{
    /// <summary>ID tokens that must be accepted.</summary>
    public static IReadOnlyList<TokenCase> Valid { get; } =
    [
        Good("ID token", forge => forge.Draft()),
        Good("ID token of two departments", forge => forge.Draft(new TokenSpec { Departments = ["IT", "Finance"] })),
        Good("ID token with nbf past", forge => forge.Draft(new TokenSpec { NotBefore = forge.Clock.GetUtcNow().AddMinutes(-1) })),
        Good("ID token about to expire", forge => forge.Draft(new TokenSpec { ExpiresAt = forge.Clock.GetUtcNow().AddMinutes(1) })),
        Good("ID token with typ", forge => forge.Draft().WithHeader("typ", "JWT")),
        Good("ID token with header and claims in another order", Reordered),
        Good("ID token with unknown claims", forge => forge.Draft().With("custom:tier", "gold").With("nested", new JsonObject { ["email"] = "bob@example.com" })),
        Good("ID token close to 8 KB", forge => forge.Draft().With("note", new string('x', 5000))),
    ];

    /// <summary>Access tokens that must be accepted where access tokens are; they carry an e-mail address, as a pre-token trigger can add it.</summary>
    public static IReadOnlyList<TokenCase> ValidAccess { get; } =
    [
        Good("access token", forge => forge.Draft(new TokenSpec { Use = TokenUse.Access })),
        Good("access token with version", forge => forge.Draft(new TokenSpec { Use = TokenUse.Access }).With("device_key", "eu-west-1_d")),
    ];

    /// <summary>
    /// Sound by the RFCs, never issued by Cognito: a consumer may refuse them, but must not fail (500) nor take them for somebody else.
    /// We refuse them all, as what can be read in two ways.
    /// </summary>
    public static IReadOnlyList<TokenCase> Ambiguous { get; } =
    [
        Good("b64 false without crit", forge => forge.Draft().WithHeader("b64", false)),
        new("email an array of two", Fault.None, forge => forge.Draft().With("email", new JsonArray("alice@example.com", "bob@example.com")).Write()),
        new("signature with stray trailing bits", Fault.None, forge => WithStrayBits(forge.Issue())),
    ];

    public static TheoryData<string> ValidNames => [.. Valid.Select(token => token.Name)];

    public static TheoryData<string> ValidAccessNames => [.. ValidAccess.Select(token => token.Name)];

    public static TheoryData<string> AmbiguousNames => [.. Ambiguous.Select(token => token.Name)];

    public static string Make(string name, TokenForge forge) =>
        Valid.Concat(ValidAccess).Concat(Ambiguous).Single(token => token.Name == name).Make(forge);

    private static TokenCase Good(string name, Func<TokenForge, TokenDraft> draft) => new(name, Fault.None, forge => draft(forge).Write());

    private static TokenDraft Reordered(TokenForge forge)
    {
        var draft = forge.Draft();
        var backwards = new JsonObject(draft.Claims.Reverse().Select(claim => KeyValuePair.Create(claim.Key, claim.Value?.DeepClone())));
        return draft.RawHeader($$"""{ "alg" : "RS256", "kid" : "{{forge.Key.Kid}}" }""").RawPayload(backwards.ToJsonString());
    }

    // 342 characters carry 2,052 bits, four more than the signature has: the last character has 16 spellings.
    private static string WithStrayBits(string token)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token[..^1] + alphabet[alphabet.IndexOf(token[^1], StringComparison.Ordinal) + 1];
    }
}
