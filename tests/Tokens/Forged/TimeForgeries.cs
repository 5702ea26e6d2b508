using System.Globalization;
using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>Good but for the time. An hour off, so that no clock skew excuses it.</summary>
internal static class TimeForgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        new("exp past", Fault.Expiry, forge => forge.Issue(new TokenSpec { ExpiresAt = forge.Clock.GetUtcNow().AddHours(-1) })),
        new("exp missing", Fault.Expiry, forge => forge.Draft().Without("exp").Write()),
        new("exp missing, Exp in its place", Fault.Expiry, forge => forge.Draft().Without("exp").With("Exp", FarAhead).Write()),
        new("exp a string", Fault.Expiry, forge => forge.Draft().With("exp", FarAhead.ToString(CultureInfo.InvariantCulture)).Write()),
        Expiring("exp an array", "[4102444800]"),
        Expiring("exp true", "true"),
        Expiring("exp null", "null"),
        Expiring("exp zero", "0"),
        Expiring("exp negative", "-1"),
        Expiring("exp 1e400", "1e400"),
        Expiring("exp 2^63", "9223372036854775808"),
        Expiring("exp with a fraction", "4102444800.5"),
        new("nbf ahead", Fault.NotBefore, forge => forge.Issue(new TokenSpec { NotBefore = forge.Clock.GetUtcNow().AddHours(1), ExpiresAt = forge.Clock.GetUtcNow().AddHours(2) })),
        new("iat ahead", Fault.IssuedAt, forge => forge.Draft().With("iat", forge.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds()).Write()),
    ];

    private const long FarAhead = 4102444800; // 2100-01-01

    public static string Past(TokenForge forge) =>
        forge.Clock.GetUtcNow().AddHours(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static TokenCase Expiring(string name, string json) =>
        new(name, Fault.Expiry, forge => forge.Draft().With("exp", JsonNode.Parse(json)).Write());
}
