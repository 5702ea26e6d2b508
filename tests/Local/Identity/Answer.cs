using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Tollgate.Local.Identity.Tests;

/// <summary>What the token endpoint said.</summary>
public sealed record Answer(int Status, JsonElement Body)
{
    public string this[string name] => Body.GetProperty(name).ToString();

    public JsonWebToken IdToken => new(this["id_token"]);

    public JsonWebToken AccessToken => new(this["access_token"]);

    public string? Error => Has("error") ? this["error"] : null;

    public bool Has(string name) => Body.TryGetProperty(name, out _);
}
