using System.Text;
using System.Text.Json;

namespace Tollgate.Local.ApiGateway.Sandbox;

internal sealed record RuntimeEvent(string RequestId, string Token, string MethodArn, string Body, string Headers);

internal sealed class RuntimeClient(string api) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://{api}/2018-06-01/runtime/"), Timeout = Timeout.InfiniteTimeSpan };

    public async Task<RuntimeEvent> NextAsync()
    {
        using var answer = await _http.GetAsync("invocation/next");
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadAsStringAsync();
        using var json = JsonDocument.Parse(body);
        return new(
            answer.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single(),
            Token(json.RootElement),
            (json.RootElement.TryGetProperty("methodArn", out var method) ? method : json.RootElement.GetProperty("routeArn")).GetString()!,
            body,
            string.Join('\n', answer.Headers.Select(header => $"{header.Key}: {string.Join(',', header.Value)}")));
    }

    public async Task<int> AnswerAsync(string requestId, string json)
    {
        using var answer = await _http.PostAsync($"invocation/{requestId}/response", new StringContent(json));
        return (int)answer.StatusCode;
    }

    public async Task FailAsync(string requestId, string message)
    {
        using var answer = await _http.PostAsync($"invocation/{requestId}/error", Error(message));
        answer.EnsureSuccessStatusCode();
    }

    public async Task PostInitErrorAsync(string message)
    {
        using var answer = await _http.PostAsync("init/error", Error(message));
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    // In the header of a TOKEN or REQUEST event, or, where no header can be set, in the query.
    private static string Token(JsonElement json) =>
        (json.GetProperty("type").GetString() == "TOKEN" ? json.GetProperty("authorizationToken").GetString() : null)
        ?? Find(json, "headers", "authorization") ?? Find(json, "queryStringParameters", "token") ?? "";

    private static string? Find(JsonElement json, string map, string name) =>
        json.TryGetProperty(map, out var values) && values.ValueKind == JsonValueKind.Object
            ? values.EnumerateObject().Where(value => value.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(value => value.Value.GetString()).FirstOrDefault()
            : null;

    private static StringContent Error(string message) =>
        new(JsonSerializer.Serialize(new { errorMessage = message, errorType = "Scripted" }), Encoding.UTF8, "application/vnd.aws.lambda.error+json");
}
