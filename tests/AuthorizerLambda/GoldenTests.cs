using Tollgate.AuthorizerLambda.Answers;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Runtime;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests;

/// <summary>Every shape of event, word for word as AWS documents it, and the exact answer to it, member by member.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    [Fact]
    public void Cases_AreAllShapesAndForms() => Assert.Equal(
        ["http-api-1.0", "http-api-2.0", "http-api-2.0-simple", "rest-request", "rest-token", "websocket-connect"], GoldenCase.Names);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Event_Allowed_IsAskedAboutAndAnsweredToTheLetter(string name)
    {
        await using var facade = await FakeFacade.StartAsync(FakeFacade.Reply(200, FacadeAnswers.Allow, FacadeAnswers.AllowHeaders));

        await AssertAnswerAsync(name, "allow", facade.Url);

        GoldenCase.AssertEqual(name, "asked", System.Text.Encoding.UTF8.GetBytes(Assert.Single(facade.Calls).Body.GetRawText()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Event_QuotaSpent_IsAnsweredToTheLetter(string name)
    {
        await using var facade = await FakeFacade.StartAsync(FakeFacade.Reply(429, FacadeAnswers.QuotaExhausted, FacadeAnswers.QuotaHeaders));

        await AssertAnswerAsync(name, "quota", facade.Url);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Event_OfTheWrongRole_IsAnsweredToTheLetter(string name)
    {
        await using var facade = await FakeFacade.StartAsync(403, FacadeAnswers.RoleNotAllowed);

        await AssertAnswerAsync(name, "role", facade.Url);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Event_UndecidedInTime_IsAnsweredToTheLetter(string name)
    {
        await using var facade = await FakeFacade.StartAsync(503, FacadeAnswers.Overloaded);

        await AssertAnswerAsync(name, "unavailable", facade.Url);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Event_WithATokenThatIsRefused_IsTheErrorThatMeans401(string name)
    {
        await using var facade = await FakeFacade.StartAsync(401, FacadeAnswers.Unauthenticated);

        var error = Assert.IsType<InvocationError>(await HandleAsync(name, facade.Url));

        GoldenCase.AssertEqual(name, "unauthenticated", error.ToJson());
    }

    private static async Task AssertAnswerAsync(string name, string file, Uri url)
    {
        var answer = Assert.IsType<InvocationAnswer>(await HandleAsync(name, url));

        GoldenCase.AssertEqual(name, file, answer.Json.Span);
    }

    private static async Task<InvocationResult> HandleAsync(string name, Uri url)
    {
        using var facade = FacadeClient.Create(url);
        var options = new AuthorizerOptions(url)
        {
            HttpApiAnswer = name.EndsWith("-simple", StringComparison.Ordinal) ? AnswerForm.Simple : AnswerForm.Policy,
        };
        var handler = new Handler(facade, options, TimeProvider.System, new JsonLog(Stream.Null, TimeProvider.System));
        return await handler.HandleAsync(new Invocation("request-1", null, GoldenCase.Event(name)), TestContext.Current.CancellationToken);
    }
}
