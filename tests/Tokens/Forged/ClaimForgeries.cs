using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>A good signature on a token that was made for somebody else, or for something else.</summary>
internal static class ClaimForgeries
{
    private static readonly TokenSpec Access = new() { Use = TokenUse.Access };

    public static IReadOnlyList<TokenCase> All { get; } =
    [
        new("iss another site", Fault.Issuer, forge => forge.Issue(new TokenSpec { Issuer = "https://evil.example.com" })),
        new("iss with a trailing slash", Fault.Issuer, forge => forge.Issue(new TokenSpec { Issuer = forge.Issuer + "/" })),
        new("iss another pool", Fault.Issuer, forge => forge.Issue(new TokenSpec { Issuer = forge.Issuer.Replace("_Tollgate", "_Another", StringComparison.Ordinal) })),
        new("iss another region", Fault.Issuer, forge => forge.Issue(new TokenSpec { Issuer = forge.Issuer.Replace("eu-west-1", "us-east-1", StringComparison.Ordinal) })),
        new("iss in capitals", Fault.Issuer, forge => forge.Issue(new TokenSpec { Issuer = forge.Issuer.ToUpperInvariant() })),
        new("iss cut short", Fault.Issuer, forge => forge.Issue(new TokenSpec { Issuer = forge.Issuer[..^1] })),
        new("iss missing", Fault.Issuer, forge => forge.Draft().Without("iss").Write()),
        new("iss an array of ours", Fault.Issuer, forge => forge.Draft().With("iss", new JsonArray(forge.Issuer)).Write()),

        new("aud another client", Fault.Audience, forge => forge.Issue(new TokenSpec { ClientId = "another-client" })),
        new("aud a prefix of ours", Fault.Audience, forge => forge.Issue(new TokenSpec { ClientId = forge.ClientId[..^1] })),
        new("aud ours and more", Fault.Audience, forge => forge.Issue(new TokenSpec { ClientId = forge.ClientId + "2" })),
        new("aud in capitals", Fault.Audience, forge => forge.Issue(new TokenSpec { ClientId = forge.ClientId.ToUpperInvariant() })),
        new("aud empty", Fault.Audience, forge => forge.Issue(new TokenSpec { ClientId = "" })),
        new("aud missing", Fault.Audience, forge => forge.Draft().Without("aud").Write()),
        new("aud an array of another client", Fault.Audience, forge => forge.Draft().With("aud", new JsonArray("another-client")).Write()),
        new("aud an array of ours and another", Fault.Audience, forge => forge.Draft().With("aud", new JsonArray(forge.ClientId, "another-client")).Write()),
        new("aud another client, client_id ours", Fault.Audience, forge => forge.Draft(new TokenSpec { ClientId = "another-client" }).With("client_id", forge.ClientId).Write()),
        new("access token of another client", Fault.Audience, forge => forge.Issue(Access with { ClientId = "another-client" })),
        new("access token of another client, aud ours", Fault.Audience, forge => forge.Draft(Access with { ClientId = "another-client" }).With("aud", forge.ClientId).Write()),
        new("access token without client_id", Fault.Audience, forge => forge.Draft(Access).Without("client_id").Write()),

        new("ID token that says access", Fault.TokenUse, forge => forge.Draft().With("token_use", "access").Write()),
        new("access token that says id", Fault.TokenUse, forge => forge.Draft(Access).With("token_use", "id").Write()),
        new("token_use missing", Fault.TokenUse, forge => forge.Draft().Without("token_use").Write()),
        new("token_use unknown", Fault.TokenUse, forge => forge.Draft().With("token_use", "refresh").Write()),
        new("token_use in capitals", Fault.TokenUse, forge => forge.Draft().With("token_use", "ID").Write()),
        new("token_use an array", Fault.TokenUse, forge => forge.Draft().With("token_use", new JsonArray("id", "access")).Write()),

        new("email missing", Fault.Principal, forge => forge.Issue(new TokenSpec { Email = null })),
        new("email empty", Fault.Principal, forge => forge.Issue(new TokenSpec { Email = "" })),
        new("email with a NUL", Fault.Principal, forge => forge.Issue(new TokenSpec { Email = "alice@example.com\0" })),
        new("email a number", Fault.Principal, forge => forge.Draft().With("email", 7).Write()),
        new("email null", Fault.Principal, forge => forge.Draft().With("email", null).Write()),
        new("email missing, Email in its place", Fault.Principal, forge => forge.Draft(new TokenSpec { Email = null }).With("Email", "alice@example.com").Write()),

        new("token of 20 KB", Fault.Size, forge => forge.Draft().With("note", new string('x', 15 * 1024)).Write()),
    ];
}
