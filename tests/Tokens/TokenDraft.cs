using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens;

/// <summary>A token not yet signed. Change it in place; each change returns the same draft.</summary>
public sealed class TokenDraft
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 10_000 };

    private Func<byte[], byte[]> _sign;
    private Func<string, string> _spellHeader = text => text;
    private Func<string, string> _spellPayload = text => text;
    private byte[]? _rawHeader;
    private byte[]? _rawPayload;

    internal TokenDraft(TokenForge forge, TokenSpec spec)
    {
        Header = new JsonObject { ["kid"] = forge.Key.Kid, ["alg"] = "RS256" };
        Claims = CognitoPayload.Of(forge, spec);
        _sign = Signatures.Rs256(forge.Key.Rsa);
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    public TokenDraft With(string claim, JsonNode? value) => Set(Claims, claim, value);

    public TokenDraft Without(string claim) => Remove(Claims, claim);

    public TokenDraft WithHeader(string name, JsonNode? value) => Set(Header, name, value);

    public TokenDraft WithoutHeader(string name) => Remove(Header, name);

    /// <summary>The signature's bytes, from the signing input's. Default: RS256 with the forge's key, whatever the header says.</summary>
    public TokenDraft SignedWith(Func<byte[], byte[]> sign)
    {
        _sign = sign;
        return this;
    }

    /// <summary>The header's JSON text, put in the place of <see cref="Header"/>.</summary>
    public TokenDraft RawHeader(string json)
    {
        _rawHeader = Encoding.UTF8.GetBytes(json);
        return this;
    }

    /// <summary>The payload's JSON text, put in the place of <see cref="Claims"/>.</summary>
    public TokenDraft RawPayload(string json) => RawPayload(Encoding.UTF8.GetBytes(json));

    public TokenDraft RawPayload(byte[] json)
    {
        _rawPayload = json;
        return this;
    }

    /// <summary>Changes the encoded header or payload before it is signed: the signature covers the odd spelling.</summary>
    public TokenDraft Spelled(Func<string, string>? header = null, Func<string, string>? payload = null)
    {
        _spellHeader = header ?? _spellHeader;
        _spellPayload = payload ?? _spellPayload;
        return this;
    }

    public string HeaderJson() => Header.ToJsonString(Plain);

    public string ClaimsJson() => Claims.ToJsonString(Plain);

    public string Write()
    {
        var header = _spellHeader(Base64Url.EncodeToString(_rawHeader ?? Encoding.UTF8.GetBytes(HeaderJson())));
        var payload = _spellPayload(Base64Url.EncodeToString(_rawPayload ?? Encoding.UTF8.GetBytes(ClaimsJson())));
        var input = $"{header}.{payload}";
        return $"{input}.{Base64Url.EncodeToString(_sign(Encoding.UTF8.GetBytes(input)))}";
    }

    private TokenDraft Set(JsonObject part, string name, JsonNode? value)
    {
        part[name] = value;
        return this;
    }

    private TokenDraft Remove(JsonObject part, string name)
    {
        part.Remove(name);
        return this;
    }
}
