using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens;

/// <summary>The claims of Cognito's tokens, name for name as <c>local/Identity</c> issues them (a test compares the two).</summary>
internal static class CognitoPayload
{
    public static JsonObject Of(TokenForge forge, TokenSpec spec)
    {
        var now = forge.Clock.GetUtcNow();
        var claims = new JsonObject
        {
            ["sub"] = spec.Subject,
            ["iss"] = spec.Issuer ?? forge.Issuer,
            ["origin_jti"] = Guid.NewGuid().ToString(),
            ["event_id"] = Guid.NewGuid().ToString(),
            ["jti"] = Guid.NewGuid().ToString(),
            ["auth_time"] = now.ToUnixTimeSeconds(),
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (spec.ExpiresAt ?? now.AddHours(1)).ToUnixTimeSeconds(),
        };

        if (spec.Use is TokenUse.Id)
            AddIdClaims(claims, forge, spec);
        else
            AddAccessClaims(claims, forge, spec);

        if (spec.Email is not null)
            claims["email"] = spec.Email;
        if (spec.NotBefore is { } notBefore)
            claims["nbf"] = notBefore.ToUnixTimeSeconds();
        if (spec.Groups.Count > 0)
            claims["cognito:groups"] = ArrayOf(spec.Groups);
        if (spec.Departments.Count > 0)
            claims["custom:department"] = spec.Departments.Count == 1 ? spec.Departments[0] : ArrayOf(spec.Departments);
        return claims;
    }

    private static void AddIdClaims(JsonObject claims, TokenForge forge, TokenSpec spec)
    {
        claims["token_use"] = "id";
        claims["aud"] = spec.ClientId ?? forge.ClientId;
        claims["cognito:username"] = "Okta_" + spec.Subject;
        claims["email_verified"] = true;
        claims["given_name"] = "Alice";
        claims["family_name"] = "Archer";
        claims["identities"] = new JsonArray(new JsonObject
        {
            ["userId"] = spec.Subject, ["providerName"] = "Okta", ["providerType"] = "OIDC", ["issuer"] = null, ["primary"] = "true",
        });
        claims["at_hash"] = "LDktKdoQak3Pk0cnXxCltA";
    }

    private static void AddAccessClaims(JsonObject claims, TokenForge forge, TokenSpec spec)
    {
        claims["token_use"] = "access";
        claims["client_id"] = spec.ClientId ?? forge.ClientId;
        claims["username"] = "Okta_" + spec.Subject;
        claims["scope"] = "openid email profile aws.cognito.signin.user.admin";
        claims["version"] = 2;
    }

    private static JsonArray ArrayOf(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);
}
