using System.Text;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Runtime;

/// <summary>The golden events once more, through the native executable: what trimming might take away is noticed here.</summary>
public sealed class BootstrapShapeTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bootstrap_GivenAnEvent_AnswersItToTheLetter(string name)
    {
        await using var facade = await FakeFacade.StartAsync(FakeFacade.Reply(200, FacadeAnswers.Allow, FacadeAnswers.AllowHeaders));
        await using var api = await FakeRuntimeApi.StartAsync();
        var form = name.EndsWith("-simple", StringComparison.Ordinal) ? "simple" : "iam";
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri, variables: ("TOLLGATE_RESPONSE", form));

        Assert.Equal("allow", await AnswerAsync());
        GoldenCase.AssertEqual(name, "asked", Encoding.UTF8.GetBytes(Assert.Single(facade.Calls).Body.GetRawText()));
        facade.Answer = FakeFacade.Reply(429, FacadeAnswers.QuotaExhausted, FacadeAnswers.QuotaHeaders);
        Assert.Equal("quota", await AnswerAsync());
        facade.Answer = FakeFacade.Reply(403, FacadeAnswers.RoleNotAllowed);
        Assert.Equal("role", await AnswerAsync());
        facade.Answer = FakeFacade.Reply(503, FacadeAnswers.Overloaded);
        Assert.Equal("unavailable", await AnswerAsync());
        facade.Answer = FakeFacade.Reply(401, FacadeAnswers.Unauthenticated);
        Assert.Equal("unauthenticated", await AnswerAsync());
        Assert.Equal(5, (await bootstrap.LogAsync()).Count);

        async Task<string> AnswerAsync()
        {
            var report = await api.InvokeAsync(GoldenCase.Event(name));
            return GoldenCase.NameOf(name, Encoding.UTF8.GetBytes(report.Body.GetRawText()));
        }
    }

    [Fact]
    public async Task Bootstrap_GivenAnEventOfMegabytes_AnswersIt()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri);
        var json = Encoding.UTF8.GetString(GoldenCase.Event("rest-request"));
        var large = json.Replace("\"headers\": {", $"\"stageVariables2\": \"{new string('x', 5_000_000)}\", \"headers\": {{", StringComparison.Ordinal);

        Assert.Equal("response", (await api.InvokeAsync(Encoding.UTF8.GetBytes(large))).Kind);
    }
}
