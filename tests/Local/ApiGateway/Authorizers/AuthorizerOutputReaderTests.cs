using System.Text;
using Tollgate.Local.ApiGateway.Authorizers;

namespace Tollgate.Local.ApiGateway.Tests.Authorizers;

public sealed class AuthorizerOutputReaderTests
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[]}""";

    [Fact]
    public void Read_ScalarContext_IsReadBackAsStrings()
    {
        var output = Read($$"""{"principalId":"alice","policyDocument":{{Policy}},"context":{"text":"a b","count":12,"big":1e3,"yes":true,"no":false} }""");

        Assert.Equal("alice", output.PrincipalId);
        Assert.Equal(
            new Dictionary<string, string> { ["text"] = "a b", ["count"] = "12", ["big"] = "1e3", ["yes"] = "true", ["no"] = "false" },
            output.Context);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","context":null""")]
    [InlineData(""","context":{}""")]
    [InlineData(""","usageIdentifierKey":"key" """)]
    public void Read_NoContext_IsEmpty(string rest) =>
        Assert.Empty(Read($$"""{"principalId":"alice","policyDocument":{{Policy}}{{rest}}}""").Context);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"Allow\"")]
    [InlineData("{")]
    [InlineData("""{"policyDocument":{"Statement":[]}}""")]
    [InlineData("""{"PrincipalId":"alice","policyDocument":{"Statement":[]}}""")]
    [InlineData("""{"principalId":7,"policyDocument":{"Statement":[]}}""")]
    [InlineData("""{"principalId":null,"policyDocument":{"Statement":[]}}""")]
    [InlineData("""{"principalId":"alice"}""")]
    [InlineData("""{"principalId":"alice","policyDocument":null}""")]
    [InlineData("""{"principalId":"alice","policyDocument":{"Statement":[]},"context":[]}""")]
    [InlineData("""{"principalId":"alice","policyDocument":{"Statement":[]},"context":{"a":{}}}""")]
    [InlineData("""{"principalId":"alice","policyDocument":{"Statement":[]},"context":{"a":["x"]}}""")]
    [InlineData("""{"principalId":"alice","policyDocument":{"Statement":[]},"context":{"a":null}}""")]
    public void Read_MalformedOutput_Throws(string payload) =>
        Assert.Throws<MalformedAuthorizerOutputException>(() => Read(payload));

    private static AuthorizerOutput Read(string payload) =>
        AuthorizerOutputReader.Read(Encoding.UTF8.GetBytes(payload), AuthorizerSettings.Of(new(), ProtocolType.Rest));
}
