using System.Net;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Runtime;

namespace Tollgate.AuthorizerLambda;

/// <summary>
/// A call of nobody, answered by a facade that is not there: what a first call has to load and to set up is ready by the time that a real one
/// comes. It asks nobody, and nobody sees its log or its answer.
/// </summary>
public static class WarmUp
{
    private static readonly byte[] Event = """
        {"type":"TOKEN","methodArn":"arn:aws:execute-api:us-east-1:123456789012:abcdef123/stage/GET/path",
        "authorizationToken":"Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Im5vbmUifQ.eyJzdWIiOiJub2JvZHkiLCJleHAiOjI1MzQwMjMwMDc5OX0.c2lnbmF0dXJl"}
        """u8.ToArray();

    private static readonly byte[] Allow = """
        {"decision":"allow","decisionId":"none","principal":"nobody","roles":["none"],"resource":"/path","replayed":false,
        "quota":{"day":"2026-01-01","limit":1,"used":1,"remaining":0,"resetsAt":"2026-01-02T00:00:00Z","version":1}}
        """u8.ToArray();

    public static async Task<InvocationResult> RunAsync()
    {
        var url = new Uri("http://nobody.invalid");
        using var facade = FacadeClient.Create(url, new Nobody());
        var handler = new Handler(facade, new AuthorizerOptions(url), TimeProvider.System, new JsonLog(Stream.Null, TimeProvider.System));
        return await handler.HandleAsync(new Invocation("warm-up", Deadline: null, Event), CancellationToken.None);
    }

    private sealed class Nobody : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Allow) };
            response.Headers.TryAddWithoutValidation("RateLimit-Policy", "\"daily\";q=1;w=86400");
            response.Headers.TryAddWithoutValidation("RateLimit", "\"daily\";r=0;t=1");
            return response;
        }
    }
}
