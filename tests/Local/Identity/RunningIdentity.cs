using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Tollgate.Local.Identity.Tests;

/// <summary>The stand-in on a free port, and a client that follows no redirect.</summary>
public sealed class RunningIdentity : IAsyncLifetime
{
    public const string ClientId = "tollgate-web";
    public const string RedirectUri = "http://localhost:5173/callback";

    /// <summary>Lets the server make a key of its own.</summary>
    public const string NewKey = "--Identity:KeyPath=";

    // Making a key takes long; one does for all tests that are not about keys.
    private static readonly Lazy<string> SharedKeyPath = new(WriteSharedKey);

    private readonly WebApplication _app;

    public RunningIdentity() : this(TimeProvider.System) { }

    private RunningIdentity(TimeProvider clock, params string[] options) => _app = IdentityHost.Build(
        ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Identity:RedirectUris:0={RedirectUri}",
            $"--Identity:KeyPath={SharedKeyPath.Value}", .. options],
        services => services.AddSingleton(clock));

    public HttpClient Http { get; private set; } = null!;

    public string Url => _app.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Url) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    public static async Task<RunningIdentity> StartAsync(TimeProvider clock, params string[] options)
    {
        var identity = new RunningIdentity(clock, options);
        await identity.InitializeAsync();
        return identity;
    }

    /// <summary>Asks the token endpoint; the fields given win over a good client_id.</summary>
    public async Task<Answer> AskAsync(params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string> { ["client_id"] = ClientId };
        foreach (var (name, value) in fields)
            form[name] = value;

        using var response = await Http.PostAsync("/oauth2/token", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }

    public Task<Answer> SignInAsync(string user = "alice", string password = "demo", string? scope = null) => AskAsync(
        [("grant_type", "password"), ("username", user), ("password", password), .. scope is null ? [] : new[] { ("scope", scope) }]);

    private static string WriteSharedKey()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "shared-key.pem");
        using var rsa = RSA.Create(2048);
        File.WriteAllText(path, rsa.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
