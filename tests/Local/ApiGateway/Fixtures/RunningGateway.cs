using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tollgate.Local.ApiGateway.Lambda.RuntimeApi;
using Tollgate.Local.ApiGateway.Starting;

namespace Tollgate.Local.ApiGateway.Tests.Fixtures;

/// <summary>The whole stand-in on free ports, with scripted-bootstrap processes as its function.</summary>
public sealed class RunningGateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningGateway(WebApplication app)
    {
        _app = app;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public static string Bootstrap { get; } =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "scripted-bootstrap.exe" : "scripted-bootstrap");

    public HttpClient Client { get; }

    /// <summary>For the tests that play the function themselves.</summary>
    public IReadOnlyList<int> RuntimeApiPorts => _app.Services.GetRequiredService<RuntimeApiServer>().Ports;

    /// <summary>With caching off, unless a setting says otherwise: most tests ask the function something each time.</summary>
    public static Task<RunningGateway> StartAsync(params string[] settings) =>
        StartAsSaidAsync(["--Gateway:Authorizer:AuthorizerResultTtlInSeconds=0", .. settings]);

    /// <summary>With no setting but the ones given, and those that any test needs.</summary>
    public static async Task<RunningGateway> StartAsSaidAsync(params string[] settings)
    {
        var app = GatewayHost.Build(["--Urls=http://127.0.0.1:0", $"--Lambda:Bootstrap={Bootstrap}", "--Logging:LogLevel:Default=None", .. settings]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? token) => SendAsync(HttpMethod.Get, path, token);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", token);
        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the function what it sees: "pid", "env:NAME", "event" or "headers".</summary>
    public async Task<string> AskAsync(string question, string path = "/Dev/blog")
    {
        using var answer = await GetAsync(path, question);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        return Encoding.UTF8.GetString(Convert.FromBase64String((await answer.JsonAsync()).GetProperty("message").GetString()!));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

internal static class Answers
{
    public static async Task<string> TextAsync(this HttpResponseMessage answer) =>
        await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.TextAsync());
        return json.RootElement.Clone();
    }

    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
