using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tollgate.Tests.Tokens;

/// <summary>
/// A Cognito user pool for tests, on a free loopback port: it serves discovery and keys, counts who fetches them, and signs whatever a
/// test asks for. Its tokens are written by hand, byte by byte, so that a test never checks a library against itself.
/// </summary>
public sealed class TokenForge : IAsyncDisposable
{
    private const string Pool = "/eu-west-1_Tollgate";

    private readonly WebApplication _app;
    private ImmutableArray<ForgeKey> _published;
    private RequestDelegate? _discoveryAnswer;
    private RequestDelegate? _keysAnswer;
    private int _lastKey = 1;
    private int _discoveryFetches;
    private int _jwksFetches;
    private int _baitFetches;

    private TokenForge(WebApplication app, TimeProvider clock, string clientId)
    {
        _app = app;
        Clock = clock;
        ClientId = clientId;
        Key = ForgeKey.Number(1);
        _published = [Key];
    }

    public TimeProvider Clock { get; }

    public string ClientId { get; }

    /// <summary>Without a trailing slash, and with a path, as Cognito's: <c>http://127.0.0.1:port/eu-west-1_Tollgate</c>.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>The key that signs now.</summary>
    public ForgeKey Key { get; private set; }

    /// <summary>A key that no issuer ever published.</summary>
    public static ForgeKey StrangerKey { get; } = ForgeKey.Number(0);

    /// <summary>Where <c>jku</c> and <c>x5u</c> of forged tokens lead. Nobody may ever come.</summary>
    public string BaitUrl => Issuer + "/bait/jwks.json";

    public int DiscoveryFetches => Volatile.Read(ref _discoveryFetches);

    public int JwksFetches => Volatile.Read(ref _jwksFetches);

    public int BaitFetches => Volatile.Read(ref _baitFetches);

    /// <param name="clock">Sets <c>iat</c>, <c>exp</c> and the rest. Default: the real time.</param>
    public static async Task<TokenForge> StartAsync(TimeProvider? clock = null, string clientId = "tollgate-web")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        var forge = new TokenForge(builder.Build(), clock ?? TimeProvider.System, clientId);
        forge._app.MapGet(Pool + "/.well-known/openid-configuration", forge.ServeDiscoveryAsync);
        forge._app.MapGet(Pool + "/.well-known/jwks.json", forge.ServeKeysAsync);
        forge._app.MapGet(Pool + "/bait/jwks.json", forge.ServeBait);
        await forge._app.StartAsync();
        forge.Issuer = forge._app.Urls.Single() + Pool;
        return forge;
    }

    /// <summary>A good token, but for what the spec says.</summary>
    public string Issue(TokenSpec? spec = null) => Draft(spec).Write();

    /// <summary>A good token before it is signed: change it, then <see cref="TokenDraft.Write"/>.</summary>
    public TokenDraft Draft(TokenSpec? spec = null) => new(this, spec ?? new TokenSpec());

    /// <summary>Signs with a new key from now on.</summary>
    /// <param name="keepOld">Whether the earlier keys stay published, as at a planned rotation.</param>
    public void RotateKeys(bool keepOld = true)
    {
        Key = ForgeKey.Number(++_lastKey);
        _published = keepOld ? _published.Add(Key) : [Key];
    }

    /// <summary>Answers for the discovery document from now on; null: the honest one again.</summary>
    public void AnswerDiscovery(RequestDelegate? answer) => Volatile.Write(ref _discoveryAnswer, answer);

    /// <summary>Answers for the keys from now on; null: the honest ones again.</summary>
    public void AnswerKeys(RequestDelegate? answer) => Volatile.Write(ref _keysAnswer, answer);

    /// <summary>Publishes exactly these keys, whatever they are, until the next <see cref="AnswerKeys"/>.</summary>
    public void Publish(params JsonObject[] keys)
    {
        var json = new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString();
        AnswerKeys(context => context.Response.WriteAsync(json));
    }

    /// <summary>Closes the port: the issuer is down, its tokens live on.</summary>
    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The honest discovery document.</summary>
    public Dictionary<string, object> Discovery() => new()
    {
        ["issuer"] = Issuer,
        ["jwks_uri"] = Issuer + "/.well-known/jwks.json",
        ["authorization_endpoint"] = Issuer + "/oauth2/authorize",
        ["token_endpoint"] = Issuer + "/oauth2/token",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    };

    private Task ServeDiscoveryAsync(HttpContext context)
    {
        Interlocked.Increment(ref _discoveryFetches);
        return Volatile.Read(ref _discoveryAnswer) is { } answer ? answer(context) : context.Response.WriteAsJsonAsync(Discovery());
    }

    private Task ServeKeysAsync(HttpContext context)
    {
        Interlocked.Increment(ref _jwksFetches);
        return Volatile.Read(ref _keysAnswer) is { } answer
            ? answer(context)
            : context.Response.WriteAsJsonAsync(new { keys = _published.Select(key => key.Jwk()) });
    }

    // The stranger's key under the right kid: whoever looks here accepts the forgery.
    private IResult ServeBait()
    {
        Interlocked.Increment(ref _baitFetches);
        return Results.Json(new { keys = new[] { StrangerKey.Jwk(Key.Kid) } });
    }
}
