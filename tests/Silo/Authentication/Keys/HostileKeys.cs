using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Authentication.Keys;

/// <summary>What an issuer must never get away with. Each offers a key named <see cref="Kid"/>, or none at all.</summary>
internal static class HostileKeys
{
    public const string Kid = "hostile";

    private static readonly Lazy<RSA> Weak = new(() => RSA.Create(1024));

    /// <summary>Sets of keys without a usable one.</summary>
    public static IReadOnlyDictionary<string, JsonObject[]> Sets { get; } = new Dictionary<string, JsonObject[]>
    {
        ["1024 bits"] = [Rsa(Base64Url.EncodeToString(Weak.Value.ExportParameters(false).Modulus))],
        ["512 bits"] = [Rsa(Modulus(64))],
        ["2047 bits"] = [Rsa(Modulus(256, first: 0x7F))],
        ["512 bits after 192 zero bytes"] = [Rsa(Base64Url.EncodeToString([.. new byte[192], .. Number(64)]))],
        ["16384 bits"] = [Rsa(Modulus(2048))],
        ["even modulus"] = [Rsa(Modulus(256, last: 2))],
        ["no modulus"] = [Rsa("")],
        ["modulus not base64url"] = [Rsa("*" + Modulus(256))],
        ["e = 1"] = [Good("e", "AQ")],
        ["e = 3"] = [Good("e", "Aw")],
        ["e = 65536"] = [Good("e", "AQAA")],
        ["e = 0"] = [Good("e", "AA")],
        ["e of 2048 bits"] = [Good("e", Modulus(256))],
        ["oct"] = [new JsonObject { ["kty"] = "oct", ["kid"] = Kid, ["alg"] = "HS256", ["use"] = "sig", ["k"] = Base64Url.EncodeToString(Number(32)) }],
        ["oct that says RS256"] = [new JsonObject { ["kty"] = "oct", ["kid"] = Kid, ["alg"] = "RS256", ["k"] = Base64Url.EncodeToString(Number(32)) }],
        ["EC"] = [new JsonObject { ["kty"] = "EC", ["kid"] = Kid, ["crv"] = "P-256", ["x"] = Modulus(32), ["y"] = Modulus(32) }],
        ["for encryption"] = [Good("use", "enc")],
        ["for RSA-OAEP"] = [Good("alg", "RSA-OAEP")],
        ["for PS256"] = [Good("alg", "PS256")],
        ["to sign only"] = [Good("key_ops", new JsonArray("sign"))],
        ["kid empty"] = [Good("kid", "")],
        ["kid of 10 KB"] = [Good("kid", new string('k', 10_000))],
        ["two keys of one kid"] = [Rsa(TokenForge.StrangerKey.Modulus), Rsa(Modulus(256))],
        ["1000 keys"] = [.. Enumerable.Range(0, 1000).Select(n => Good("kid", $"{n}"))],
        ["none"] = [],
    };

    /// <summary>Documents that are no set of keys, or come in a way that is not to be followed.</summary>
    public static IReadOnlyDictionary<string, Func<TokenForge, RequestDelegate>> Answers { get; } = new Dictionary<string, Func<TokenForge, RequestDelegate>>
    {
        ["2 MB, of known length"] = _ => context => WriteAsync(context, new JsonObject { ["keys"] = new JsonArray(Good()), ["x"] = new string('x', 2_000_000) }.ToJsonString()),
        ["without end"] = _ => EndlessAsync,
        ["redirect to a good set"] = forge => context =>
        {
            context.Response.Redirect(forge.BaitUrl);
            return Task.CompletedTask;
        },
        ["500 with a good set"] = _ => context =>
        {
            context.Response.StatusCode = 500;
            return WriteAsync(context, Document());
        },
        ["404"] = _ => Status(404),
        ["empty"] = _ => _ => Task.CompletedTask,
        ["cut short"] = _ => context => WriteAsync(context, Document()[..^5]),
        ["null"] = _ => context => WriteAsync(context, "null"),
        ["an array"] = _ => context => WriteAsync(context, $"[{Good().ToJsonString()}]"),
        ["keys is a string"] = _ => context => WriteAsync(context, """{"keys":"all"}"""),
        ["key is a number"] = _ => context => WriteAsync(context, """{"keys":[1]}"""),
        ["members of wrong types"] = _ => context => WriteAsync(context, """{"keys":[{"kty":1,"kid":{},"n":[],"e":null,"use":false}]}"""),
        ["nested too deep"] = _ => context => WriteAsync(context, new string('[', 100_000)),
        ["HTML"] = _ => context => WriteAsync(context, "<html>Sign in to the hotel's network</html>"),
        ["connection closed"] = _ => context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
    };

    public static JsonObject Good() => Rsa(TokenForge.StrangerKey.Modulus);

    public static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    public static Task WriteAsync(HttpContext context, string text) => context.Response.WriteAsync(text);

    private static string Document() => new JsonObject { ["keys"] = new JsonArray(Good()) }.ToJsonString();

    private static JsonObject Rsa(string modulus)
    {
        var jwk = TokenForge.StrangerKey.Jwk(Kid);
        jwk["n"] = modulus;
        return jwk;
    }

    private static JsonObject Good(string member, JsonNode value)
    {
        var jwk = Good();
        jwk[member] = value;
        return jwk;
    }

    private static string Modulus(int bytes, byte first = 0xFF, byte last = 1)
    {
        var number = Number(bytes);
        number[0] = first;
        number[^1] = last;
        return Base64Url.EncodeToString(number);
    }

    private static byte[] Number(int bytes) => [.. Enumerable.Repeat((byte)0xA5, bytes)];

    private static async Task EndlessAsync(HttpContext context)
    {
        var megabyte = new byte[1024 * 1024];
        while (!context.RequestAborted.IsCancellationRequested)
            await context.Response.Body.WriteAsync(megabyte, context.RequestAborted);
    }
}
