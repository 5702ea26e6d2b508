using System.Text;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>Honestly signed JSON that two parsers read differently, or none reads at all.</summary>
internal static class JsonForgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        Header("alg twice, the right one first", json => json[..^1] + ",\"alg\":\"none\"}"),
        Header("alg twice, the right one last", json => "{\"alg\":\"none\"," + json[1..]),
        Header("kid twice, the right one first", json => json[..^1] + ",\"kid\":\"no-such-key\"}"),
        Header("kid twice, the right one last", json => "{\"kid\":\"no-such-key\"," + json[1..]),
        new("header is no object", Fault.Json, forge => forge.Draft().RawHeader("\"RS256\"").Write()),
        new("header is no JSON", Fault.Json, forge => forge.Draft().RawHeader("{alg:RS256}").Write()),
        Payload("exp twice, the past one first", (forge, json) => "{\"exp\":" + TimeForgeries.Past(forge) + "," + json[1..]),
        Payload("exp twice, the past one last", (forge, json) => json[..^1] + ",\"exp\":" + TimeForgeries.Past(forge) + "}"),
        Payload("email twice, another's first", (_, json) => "{\"email\":\"bob@example.com\"," + json[1..]),
        Payload("email twice, another's last", (_, json) => json[..^1] + ",\"email\":\"bob@example.com\"}"),
        Payload("email twice, once escaped", (_, json) => json[..^1] + ",\"\\u0065mail\":\"bob@example.com\"}"),
        Payload("aud twice, another's last", (_, json) => json[..^1] + ",\"aud\":\"another-client\"}"),
        Payload("custom:department twice", (_, json) => json[..^1] + ",\"custom:department\":\"Finance\"}"),
        Payload("payload nested 2,000 deep", (_, json) => json[..^1] + ",\"deep\":" + new string('[', 2000) + new string(']', 2000) + "}"),
        Payload("payload is an array", (_, json) => "[" + json + "]"),
        Payload("payload is null", (_, _) => "null"),
        Payload("payload is no JSON", (_, json) => json[..^1]),
        new("payload is not UTF-8", Fault.Json, NotUtf8),
    ];

    private static TokenCase Header(string name, Func<string, string> change) => new(name, Fault.Json, forge =>
    {
        var draft = forge.Draft();
        return draft.RawHeader(change(draft.HeaderJson())).Write();
    });

    private static TokenCase Payload(string name, Func<TokenForge, string, string> change) => new(name, Fault.Json, forge =>
    {
        var draft = forge.Draft();
        return draft.RawPayload(change(forge, draft.ClaimsJson())).Write();
    });

    private static string NotUtf8(TokenForge forge)
    {
        var draft = forge.Draft();
        var json = draft.ClaimsJson();
        return draft.RawPayload([.. Encoding.UTF8.GetBytes(json[..^1] + ",\"name\":\""), 0xC3, 0x28, 0xFF, .. "\"}"u8]).Write();
    }
}
