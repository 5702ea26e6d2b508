using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tollgate.Throughput.Issuing;

/// <summary>Issues tokens of the shape and size of Cognito's ID tokens, and publishes the key that they are signed with.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Audience = "3n4b5urk1ft4fl3mg5e62d9ado";

    private const string KeyId = "RmKf3v8B0tFMlVdEGqvL2rcWmC1Zr3xTqYoLOh1vJ6k=";
    private const string Pool = "/eu-west-1_aBcDeFgHi";

    private static readonly string[] Groups = ["eu-west-1_aBcDeFgHi_Okta"];
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    private readonly RSA _key = RSA.Create(2048);
    private readonly WebApplication _app;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private Issuer(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public static async Task<Issuer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var issuer = new Issuer(builder.Build());
        issuer._app.Urls.Add("http://127.0.0.1:0");
        issuer._app.MapGet(Pool + "/.well-known/openid-configuration", () => Results.Json(new JsonObject
        {
            ["issuer"] = issuer.Url,
            ["jwks_uri"] = issuer.Url + "/.well-known/jwks.json",
            ["response_types_supported"] = new JsonArray("code"),
            ["subject_types_supported"] = new JsonArray("public"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        }));
        issuer._app.MapGet(Pool + "/.well-known/jwks.json", issuer.Keys);
        await issuer._app.StartAsync();
        issuer.Url = issuer._app.Urls.Single() + Pool;
        return issuer;
    }

    /// <summary>Tokens for so many users, the same number for each; each token is another one.</summary>
    public string[] Issue(int tokens, int users)
    {
        var issued = new string[tokens];
        Parallel.For(0, tokens, () => RSA.Create(_key.ExportParameters(includePrivateParameters: true)), (i, _, key) =>
        {
            issued[i] = Issue(i % users, i, key);
            return key;
        }, static key => key.Dispose());
        return issued;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private string Issue(int user, int number, RSA key)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { kid = KeyId, alg = "RS256" });
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["sub"] = $"d1c5b2a0-{user:D4}-4c1e-9d51-{number:D12}",
            ["cognito:groups"] = Groups,
            ["email_verified"] = false,
            ["iss"] = Url,
            ["cognito:username"] = $"Okta_00u{user:D8}",
            ["aud"] = Audience,
            ["token_use"] = "id",
            ["auth_time"] = _now.ToUnixTimeSeconds(),
            ["iat"] = _now.ToUnixTimeSeconds(),
            ["exp"] = _now.Add(Life).ToUnixTimeSeconds(),
            ["email"] = $"user-{user}@example.com",
            ["custom:department"] = "IT",
        });
        var signed = $"{Base64Url(header)}.{Base64Url(payload)}";
        return $"{signed}.{Base64Url(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private IResult Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new JsonObject
        {
            ["keys"] = new JsonArray(new JsonObject
            {
                ["kid"] = KeyId, ["kty"] = "RSA", ["alg"] = "RS256", ["use"] = "sig", ["n"] = Base64Url(key.Modulus!), ["e"] = Base64Url(key.Exponent!),
            }),
        });
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
