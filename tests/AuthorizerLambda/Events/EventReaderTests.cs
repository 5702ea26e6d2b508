using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Tollgate.AuthorizerLambda.Events;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Events;

/// <summary>What the golden events leave open: members missing, null, twice, of other types, and where the token and the path are found then.</summary>
public sealed class EventReaderTests
{
    private const string Arn = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request";

    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    [Theory]
    [InlineData("""{"Authorization":"t"}""", "t")]
    [InlineData("""{"AUTHORIZATION":"t"}""", "t")]
    [InlineData("""{"authorization":"t"}""", "t")]
    [InlineData("""{"authorization":"t","Authorization":"t"}""", null)]
    [InlineData("""{"authorization":null}""", null)]
    [InlineData("""{"X-Authorization":"t"}""", null)]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    public void Headers_InAnyCase_HoldTheOneToken(string headers, string? token) =>
        Assert.Equal(token, Read($$"""{"type":"REQUEST","methodArn":"{{Arn}}","headers":{{headers}}}""").Authorization);

    [Theory]
    [InlineData("""{"authorization":["t"]}""", "t")]
    [InlineData("""{"Authorization":["t"],"Cookie":["a","b"]}""", "t")]
    [InlineData("""{"Authorization":["s","t"]}""", null)]
    [InlineData("""{"Authorization":["t","t"]}""", null)]
    [InlineData("""{"Authorization":["s"]}""", null)]
    [InlineData("""{"Authorization":[]}""", null)]
    [InlineData("""{"Authorization":null}""", null)]
    [InlineData("""{"Cookie":null}""", "t")]
    [InlineData("{}", "t")]
    [InlineData("null", "t")]
    public void SeveralValuesOfTheHeader_AreNoToken(string all, string? token) => Assert.Equal(
        token, Read($$"""{"type":"REQUEST","methodArn":"{{Arn}}","headers":{"Authorization":"t"},"multiValueHeaders":{{all}}}""").Authorization);

    [Theory]
    [InlineData("header.X-Token", "h")]
    [InlineData("header.x-token", "h")]
    [InlineData("querystring.token", "q")]
    [InlineData("querystring.Token", null)]
    [InlineData("querystring.twice", null)]
    public void ConfiguredSource_IsWhereTheTokenIs(string source, string? token)
    {
        const string json =
            $$"""
            {"type":"REQUEST","methodArn":"{{Arn}}","headers":{"Authorization":"a","X-Token":"h"},
             "queryStringParameters":{"token":"q","twice":"2"},"multiValueQueryStringParameters":{"token":["q"],"twice":["1","2"]} }
            """;

        Assert.Equal(token, Read(json, source).Authorization);
    }

    // Several identity sources are the gateway's cache key. They are joined or listed as they are configured, and say nothing of which is the token.
    [Fact]
    public void IdentitySources_AreNotTakenForTheToken()
    {
        Assert.Null(Read($$"""{"version":"1.0","type":"REQUEST","methodArn":"{{Arn}}","identitySource":"t,GET","authorizationToken":"t,GET","headers":{} }""").Authorization);
        Assert.Null(ReadHttpApi("/request", "$default", Arn, """ "identitySource":["t"], """).Authorization);
    }

    [Theory]
    [InlineData("""{"requestId":"client-chose-this","extendedRequestId":"gateways-own"}""", "gateways-own")]
    [InlineData("""{"requestId":"r"}""", "r")]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    public void CallId_IsTheOneThatNoCallerCanChoose(string context, string? id) =>
        Assert.Equal(id, Read($$"""{"type":"REQUEST","methodArn":"{{Arn}}","requestContext":{{context}}}""").RequestId);

    [Theory]
    [InlineData("/my/path", "$default", "test/GET/request", "/my/path")]        // as documented: the ARN says another path
    [InlineData("/private", "$default", "$default/GET/private", "/private")]
    [InlineData("/dev/webhook", "dev", "dev/GET/webhook", "/webhook")]          // a stage with a name is part of the path
    [InlineData("/dev/pets/7", "dev", "dev/GET/pets/{id}", "/pets/7")]
    [InlineData("/dev", "dev", "dev/GET/", "/")]
    [InlineData("/dev/", "dev", "dev/GET/", "/")]
    [InlineData("/webhook", "dev", "dev/GET/webhook", "/webhook")]              // but not on a custom domain
    [InlineData("/blog/7", "blog", "blog/GET/blog/7", "/blog/7")]
    [InlineData("/developers", "dev", "dev/GET/developers", "/developers")]
    [InlineData("/developers", "dev", "dev/$default", "/developers")]
    [InlineData("/dev/dev/x", "dev", "dev/$default", "/dev/x")]
    public void PathOfAnHttpApi_IsThePathBelowTheStage(string rawPath, string stage, string arn, string path) =>
        Assert.Equal(path, ReadHttpApi(rawPath, stage, $"arn:aws:execute-api:us-east-1:123456789012:abcdef123/{arn}").Path);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Event_WithMembersAdded_IsReadAllTheSame(string name)
    {
        var json = JsonNode.Parse(GoldenCase.Event(name))!.AsObject();
        json["somethingNew"] = new JsonObject { ["nested"] = new JsonArray(1, "two", null) };

        Assert.Equal(Parse(GoldenCase.Event(name)), Parse(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Event_WithAnyMemberNullOrMissing_IsReadOrRefused(string name)
    {
        foreach (var member in JsonNode.Parse(GoldenCase.Event(name))!.AsObject().Select(member => member.Key).ToList())
        {
            var json = JsonNode.Parse(GoldenCase.Event(name))!.AsObject();
            json[member] = null;
            var withNull = TryParse(json);
            json.Remove(member);

            Assert.Equal(withNull, TryParse(json));
            Assert.True(withNull is not null || member is "type" or "methodArn" or "routeArn" or "version" or "rawPath" or "requestContext", member);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData($$"""{"type":"TOKEN"}""")]
    [InlineData($$"""{"type":"token","authorizationToken":"t","methodArn":"{{Arn}}"}""")]
    [InlineData($$"""{"Type":"TOKEN","authorizationToken":"t","methodArn":"{{Arn}}"}""")]
    [InlineData($$"""{"authorizationToken":"t","methodArn":"{{Arn}}"}""")]
    [InlineData("""{"type":"TOKEN","authorizationToken":"t","methodArn":"nonsense"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":7,"methodArn":"{{Arn}}"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"t","methodArn":["{{Arn}}"]}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"t","methodArn":"{{Arn}}","methodArn":"{{Arn}}2"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"t","methodArn":"{{Arn}}\ud800"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"\udfff","methodArn":"{{Arn}}"}""")]
    [InlineData($$"""{"version":"1.0","type":"TOKEN","authorizationToken":"t","methodArn":"{{Arn}}"}""")]
    [InlineData("""{"type":"TOKEN","authorizationToken":"t","methodArn":"arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/$connect"}""")]
    [InlineData("""{"type":"REQUEST","methodArn":"arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/$connect"}""")]
    [InlineData($$"""{"type":"REQUEST","methodArn":"{{Arn}}","requestContext":{"routeKey":"$connect"} }""")]
    [InlineData("""{"type":"REQUEST","methodArn":"arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/$connect/x","requestContext":{"routeKey":"$connect"}}""")]
    [InlineData($$"""{"version":"3.0","type":"REQUEST","methodArn":"{{Arn}}","routeArn":"{{Arn}}"}""")]
    [InlineData($$"""{"type":"REQUEST","routeArn":"{{Arn}}"}""")]
    [InlineData($$"""{"type":"REQUEST","methodArn":"{{Arn}}","headers":{"Authorization":7} }""")]
    [InlineData($$"""{"type":"REQUEST","methodArn":"{{Arn}}","headers":{"Authorization":"a","Authorization":"b"} }""")]
    [InlineData($$"""{"type":"REQUEST","methodArn":"{{Arn}}","headers":["Authorization"]}""")]
    [InlineData($$"""{"version":"2.0","type":"REQUEST","routeArn":"{{Arn}}","rawPath":"/x","requestContext":{} }""")]
    [InlineData($$"""{"version":"2.0","type":"REQUEST","routeArn":"{{Arn}}","rawPath":"x","requestContext":{"http":{"method":"GET"} } }""")]
    [InlineData("""{"version":"2.0","type":"REQUEST","rawPath":"/x","requestContext":{"http":{"method":"GET"}}}""")]
    public void Event_OfNoShape_IsRefused(string json) => Assert.Null(TryParse(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Event_ThatIsNotUtf8_IsRefused() =>
        Assert.Null(TryParse([.. """{"type":"TOKEN","authorizationToken":"""u8, (byte)'"', 0xff, 0xc0, (byte)'"', (byte)'}']));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Event_WithAnyByteChanged_IsReadOrRefused(string name)
    {
        var json = GoldenCase.Event(name);
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Byte).Sample((at, value) =>
        {
            byte[] changed = [.. json];
            changed[at] = value;
            TryParse(changed);
        });
    }

    private static AuthorizerEvent Read(string json, string source = "header.Authorization") => Parse(Encoding.UTF8.GetBytes(json), source);

    private static AuthorizerEvent ReadHttpApi(string rawPath, string stage, string arn, string more = "") => Read(
        $$"""
        {"version":"2.0","type":"REQUEST","routeArn":"{{arn}}",{{more}}"rawPath":"{{rawPath}}","headers":{},
         "requestContext":{"stage":"{{stage}}","http":{"method":"GET"} } }
        """);

    private static AuthorizerEvent Parse(byte[] json, string source = "header.Authorization")
    {
        var parsed = TryParse(json, source);
        Assert.NotNull(parsed);
        return parsed;
    }

    private static AuthorizerEvent? TryParse(JsonObject json) => TryParse(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static AuthorizerEvent? TryParse(byte[] json, string source = "header.Authorization")
    {
        Assert.True(TokenSource.TryParse(source, out var parsedSource));
        return new EventReader(parsedSource).TryRead(json, out var parsed) ? parsed : null;
    }
}
