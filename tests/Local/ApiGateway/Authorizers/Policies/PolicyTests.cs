using System.Text.Json;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Authorizers.Policies;

namespace Tollgate.Local.ApiGateway.Tests.Authorizers.Policies;

public sealed class PolicyTests
{
    private const string Blog = "arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/blog";

    [Theory]
    [InlineData("""[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"$blog"}]""", PolicyDecision.Allowed)]
    [InlineData("""[{"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["x","$blog"]}]""", PolicyDecision.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"$blog"}""", PolicyDecision.Allowed)]
    [InlineData("""[{"Sid":"1","Effect":"Allow","Action":"execute-api:*","Resource":"*"}]""", PolicyDecision.Allowed)]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"arn:aws:execute-api:*:*:tollgate01/Dev/*/blog"}]""", PolicyDecision.Allowed)]
    [InlineData("""[{"Effect":"Allow","Action":"EXECUTE-API:invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:tollgate01/*"}]""", PolicyDecision.Allowed)]
    [InlineData("""[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/blo?"}]""", PolicyDecision.Allowed)]
    [InlineData("""[{"Effect":"Deny","Action":"execute-api:Invoke","Resource":"$blog"}]""", PolicyDecision.ExplicitlyDenied)]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*/blog"}]""", PolicyDecision.ExplicitlyDenied)]
    [InlineData("""[{"Effect":"Deny","Action":"*","Resource":"*/blog"},{"Effect":"Allow","Action":"*","Resource":"*"}]""", PolicyDecision.ExplicitlyDenied)]
    [InlineData("""[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*/admin"}]""", PolicyDecision.Allowed)]
    [InlineData("""[]""", PolicyDecision.NotMatched)]
    [InlineData("""[{"Effect":"Allow","Action":"execute-api:ManageConnections","Resource":"*"}]""", PolicyDecision.NotMatched)]
    [InlineData("""[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]""", PolicyDecision.NotMatched)]
    [InlineData("""[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/BLOG"}]""", PolicyDecision.NotMatched)]
    [InlineData("""[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/POST/*"}]""", PolicyDecision.NotMatched)]
    [InlineData("""[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"$blog/"}]""", PolicyDecision.NotMatched)]
    public void Evaluate_Statements_DecidesAsIamDoes(string statement, PolicyDecision expected) =>
        Assert.Equal(expected, Read($$"""{"Version":"2012-10-17","Statement":{{statement.Replace("$blog", Blog)}}}""").Evaluate(Blog));

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""{}""")]
    [InlineData("""{"Statement":"x"}""")]
    [InlineData("""{"Statement":[3]}""")]
    [InlineData("""{"Version":"2013-01-01","Statement":[]}""")]
    [InlineData("""{"Version":2012,"Statement":[]}""")]
    [InlineData("""{"statement":[]}""")]
    [InlineData("""{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":null,"Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":[]}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":[1]}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","NotAction":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}]}""")]
    public void Read_MalformedDocument_Throws(string document) =>
        Assert.Throws<MalformedAuthorizerOutputException>(() => Read(document));

    [Theory]
    [InlineData(512, true)]
    [InlineData(513, false)]
    public void Read_ResourceLength_IsLimited(int length, bool accepted)
    {
        var document = $$"""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"{{new string('a', length)}}"}]}""";

        if (accepted)
            Assert.Single(Read(document).Statements);
        else
            Assert.Throws<MalformedAuthorizerOutputException>(() => Read(document));
    }

    private static Policy Read(string document)
    {
        using var json = JsonDocument.Parse(document);
        return PolicyReader.Read(json.RootElement);
    }
}
