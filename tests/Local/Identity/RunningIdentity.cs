using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
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

    // One certificate as well, of the tests' own: they leave nothing behind.
    public static readonly string CertificatePath = Path.Combine(AppContext.BaseDirectory, "shared-certificate.pem");

    private readonly IdentityHost _host;
    private readonly List<HttpClient> _browsers = [];

    public RunningIdentity() : this(TimeProvider.System) { }

    private RunningIdentity(TimeProvider clock, params string[] options) => _host = IdentityHost.Build(
        ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--Identity:RedirectUris:0={RedirectUri}",
            "--Identity:DomainUrl=https://127.0.0.1:0", "--Identity:OktaUrl=https://127.0.0.1:0", $"--Identity:CertificatePath={CertificatePath}",
            $"--Identity:KeyPath={SharedKeyPath.Value}", .. options],
        services => services.AddSingleton(clock));

    public HttpClient Http { get; private set; } = null!;

    public string Url { get; private set; } = "";

    /// <summary>Where browsers sign in.</summary>
    public string Domain => _host.Domain;

    public string Okta => _host.Okta;

    public async ValueTask InitializeAsync()
    {
        await _host.StartAsync(TestContext.Current.CancellationToken);
        Url = _host.ListenUrl;
        Http = new HttpClient(Trusting(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })) { BaseAddress = new Uri(Url) };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _browsers)
            browser.Dispose();
        Http.Dispose();
        await _host.DisposeAsync();
    }

    public static async Task<RunningIdentity> StartAsync(TimeProvider clock, params string[] options)
    {
        var identity = new RunningIdentity(clock, options);
        await identity.InitializeAsync();
        return identity;
    }

    /// <summary>A client with cookies of its own, which follows no redirect by itself.</summary>
    public HttpClient OpenBrowser()
    {
        var browser = new HttpClient(Trusting(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }));
        _browsers.Add(browser);
        return browser;
    }

    /// <summary>The handler, made to believe the shared certificate and no other.</summary>
    public static SocketsHttpHandler Trusting(SocketsHttpHandler handler)
    {
        handler.SslOptions.RemoteCertificateValidationCallback = static (_, presented, _, _) => IsShared(presented!);
        return handler;
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

    private static bool IsShared(X509Certificate presented)
    {
        using var shared = X509CertificateLoader.LoadCertificateFromFile(CertificatePath);
        return presented.GetCertHashString() == shared.GetCertHashString();
    }

    private static string WriteSharedKey()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "shared-key.pem");
        using var rsa = RSA.Create(2048);
        File.WriteAllText(path, rsa.ExportPkcs8PrivateKeyPem());
        return path;
    }
}
