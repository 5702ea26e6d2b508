using System.Text.Json;
using Tollgate.Tests.Tokens;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.Local.Identity.Tests.Forge;

internal sealed class ClaimInspector(TokenForge forge, JsonElement claims, Action<bool, Fault> expect)
{
    public void Look()
    {
        var now = forge.Clock.GetUtcNow().ToUnixTimeSeconds();
        expect(Seconds("exp") > now, Fault.Expiry);
        expect(!Has("nbf") || Seconds("nbf") <= now, Fault.NotBefore);
        expect(Text("iss") == forge.Issuer, Fault.Issuer);
        expect(!Has("iat") || Seconds("iat") <= now, Fault.IssuedAt);
        expect(Text("email") is { Length: > 0 } email && !email.Any(char.IsControl), Fault.Principal);
        LookAtUse();
    }

    private void LookAtUse()
    {
        var (own, other) = Text("token_use") == "access" ? ("client_id", "aud") : ("aud", "client_id");
        var isMadeForItsUse = Has(own) || !Has(other);
        expect(Text("token_use") is "id" or "access" && isMadeForItsUse, Fault.TokenUse);
        expect(!isMadeForItsUse || Text(own) == forge.ClientId, Fault.Audience);
    }

    private bool Has(string name) => claims.TryGetProperty(name, out _);

    private string? Text(string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private long? Seconds(string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) ? seconds : null;
}
