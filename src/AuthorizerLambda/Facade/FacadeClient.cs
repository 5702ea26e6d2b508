using System.Net.Http.Headers;
using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Facade;

/// <summary>Asks the facade to decide one call. Every failure is a <see cref="Decision.Unavailable"/>, except running out of time.</summary>
public sealed class FacadeClient : IDisposable
{
    private const string TraceParent = "traceparent";
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http;
    private readonly Uri _authorize;

    private FacadeClient(HttpClient http, Uri authorize)
    {
        _http = http;
        _authorize = authorize;
    }

    public static FacadeClient Create(Uri url) => Create(url, new SocketsHttpHandler
    {
        // Load balancers drop a connection idle for 60 s; a thawed function must not find one that they dropped.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        // The token goes to the configured address and nowhere else.
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
    });

    /// <param name="handler">What the question goes through; disposed with the client.</param>
    public static FacadeClient Create(Uri url, HttpMessageHandler handler)
    {
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
        return new FacadeClient(http, new Uri(url.AbsoluteUri.TrimEnd('/') + "/v1/authorize"));
    }

    /// <param name="traceParent">The call's trace, as W3C trace context spells it.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled before the answer was there.</exception>
    public async Task<Decision> AuthorizeAsync(string token, AuthorizeRequest call, string? traceParent, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(token, call, traceParent, cancellationToken);
        }
        catch (HttpRequestException dead) when (IsDeadConnection(dead))
        {
            // Perhaps closed while the function was frozen, perhaps after the charge: the request id makes asking again safe.
        }
        catch (HttpRequestException failure)
        {
            return Unreachable(failure);
        }

        try
        {
            return await SendAsync(token, call, traceParent, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            return Unreachable(failure);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Decision> SendAsync(string token, AuthorizeRequest call, string? traceParent, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _authorize)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(call, FacadeJson.Default.AuthorizeRequest)),
        };
        request.Content.Headers.ContentType = Json;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (traceParent is not null)
            request.Headers.TryAddWithoutValidation(TraceParent, traceParent);
        using var response = await _http.SendAsync(request, cancellationToken);
        return AuthorizeAnswer.Read(response.StatusCode, AnswerHeaders.Read(response.Headers), await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    // A connection that was there and broke; not one that could not be made, where asking again at once would only repeat the answer.
    private static bool IsDeadConnection(HttpRequestException failure) =>
        failure.HttpRequestError is HttpRequestError.ResponseEnded or HttpRequestError.Unknown;

    private static Decision.Unavailable Unreachable(HttpRequestException failure) => new($"connection: {failure.HttpRequestError}");
}
