using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Tollgate.AuthorizerLambda.Runtime;

/// <summary>The Lambda Runtime API, version 2018-06-01, as a custom runtime sees it.</summary>
public sealed class RuntimeClient : IDisposable
{
    public const string AddressVariable = "AWS_LAMBDA_RUNTIME_API";

    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly MediaTypeHeaderValue ErrorJson = new("application/vnd.aws.lambda.error+json");

    // "next" waits for as long as nobody calls: hours, frozen for most of them.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly string _runtime;

    private RuntimeClient(string runtime) => _runtime = runtime;

    /// <param name="address"><c>host:port</c>; some test tools append a path.</param>
    public static bool TryCreate(string? address, [NotNullWhen(true)] out RuntimeClient? client, [NotNullWhen(false)] out string? fault)
    {
        var runtime = $"http://{address?.TrimEnd('/')}/2018-06-01/runtime";
        var valid = !string.IsNullOrEmpty(address) && Uri.TryCreate(runtime, UriKind.Absolute, out _);
        client = valid ? new RuntimeClient(runtime) : null;
        fault = valid ? null : $"{AddressVariable} must be the address of the Lambda Runtime API, such as 127.0.0.1:9001.";
        return valid;
    }

    /// <summary>Waits, without limit, for the next event.</summary>
    /// <exception cref="RuntimeFailedException">There will be none.</exception>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync($"{_runtime}/invocation/next", cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK || Header(response, "Lambda-Runtime-Aws-Request-Id") is not { } requestId)
                throw new RuntimeFailedException($"invocation/next gave status {(int)response.StatusCode} or no request id.");

            var json = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return new Invocation(requestId, Deadline(response), json) { TraceId = Header(response, "Lambda-Runtime-Trace-Id") };
        }
        catch (HttpRequestException failure)
        {
            throw new RuntimeFailedException($"invocation/next failed: {failure.HttpRequestError}.", failure);
        }
    }

    /// <returns>The status by which the runtime accepted or refused the answer.</returns>
    /// <exception cref="RuntimeFailedException">The runtime is broken (5xx) or gone.</exception>
    public Task<HttpStatusCode> RespondAsync(string requestId, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) =>
        PostAsync($"{_runtime}/invocation/{Uri.EscapeDataString(requestId)}/response", answer, Json, errorType: null, cancellationToken);

    /// <inheritdoc cref="RespondAsync"/>
    public Task<HttpStatusCode> FailAsync(string requestId, InvocationError error, CancellationToken cancellationToken) =>
        PostErrorAsync($"{_runtime}/invocation/{Uri.EscapeDataString(requestId)}/error", error, cancellationToken);

    /// <summary>Says why the function cannot start. The process ends whether or not the runtime hears it.</summary>
    public async Task TryReportInitErrorAsync(InvocationError error)
    {
        try
        {
            await PostErrorAsync($"{_runtime}/init/error", error, CancellationToken.None);
        }
        catch (RuntimeFailedException)
        {
            // The log already says it; there is nobody else to tell.
        }
    }

    public void Dispose() => _http.Dispose();

    private Task<HttpStatusCode> PostErrorAsync(string url, InvocationError error, CancellationToken cancellationToken) =>
        PostAsync(url, error.ToJson(), ErrorJson, error.Type, cancellationToken);

    private async Task<HttpStatusCode> PostAsync(
        string url, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type, string? errorType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = type;
        if (errorType is not null)
            request.Headers.Add(ErrorTypeHeader, errorType);
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode < 500
                ? response.StatusCode
                : throw new RuntimeFailedException($"The Runtime API gave status {(int)response.StatusCode}.");
        }
        catch (HttpRequestException failure)
        {
            throw new RuntimeFailedException($"The Runtime API cannot be reached: {failure.HttpRequestError}.", failure);
        }
    }

    private static DateTimeOffset? Deadline(HttpResponseMessage response) =>
        long.TryParse(Header(response, "Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
        && epoch <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(epoch)
            : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
