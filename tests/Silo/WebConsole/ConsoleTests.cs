using System.IO.Compression;
using System.Net;

namespace Tollgate.Silo.Tests.WebConsole;

/// <summary>The app as the silo serves it: its files, its configuration, and what a browser may do with it.</summary>
public sealed class ConsoleTests : IDisposable
{
    private const string Script = "console.log('the app')";

    private readonly string _folder = Directory.CreateTempSubdirectory("tollgate-console-").FullName;

    public ConsoleTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        File.WriteAllText(Path.Combine(_folder, "index.html"), "<!doctype html><title>the app</title>");
        File.WriteAllText(Path.Combine(_folder, "assets", "app-1a2b.js"), Script);
        using var compressed = new BrotliStream(File.Create(Path.Combine(_folder, "assets", "app-1a2b.js.br")), CompressionLevel.Fastest);
        compressed.Write("console.log('the app')"u8);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task NotBuilt_IsNotThere()
    {
        await using var silo = await RunningSilo.StartAsync(settings: ("Console:Path", Path.Combine(_folder, "assets")));

        await (await silo.GetAsync("/console/")).IsProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("/console/")]
    [InlineData("/console/index.html")]
    [InlineData("/console/admin/principals")]
    [InlineData("/console/admin/principals/a%2Fb@example.com")]
    [InlineData("/console/../console/")]
    public async Task EveryPageOfTheApp_IsTheApp_AndAskedForEachTime(string path)
    {
        await using var silo = await StartAsync();

        var response = await silo.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", response.Header("Cache-Control"));
        Assert.Contains("the app", await TextOf(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutTheSlash_GoesToTheApp()
    {
        await using var silo = await StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = silo.Http.BaseAddress };

        var response = await client.GetAsync("/console?x=1", TestContext.Current.CancellationToken);

        Assert.Equal("/console/?x=1", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Asset_IsKept_AndCompressedForWhoeverTakesIt()
    {
        await using var silo = await StartAsync();

        var plain = await GetAsync(silo, "gzip");
        var compressed = await GetAsync(silo, "gzip, deflate, br");

        Assert.Equal("public, max-age=31536000, immutable", plain.Header("Cache-Control"));
        Assert.Equal(Script, await TextOf(plain));
        Assert.Equal(["br"], compressed.Content.Headers.ContentEncoding);
        Assert.Equal(plain.Content.Headers.ContentType, compressed.Content.Headers.ContentType);
        using var unpacked = new StreamReader(new BrotliStream(await compressed.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), CompressionMode.Decompress));
        Assert.Equal(Script, await unpacked.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/console/assets/old-9f9f.js")]
    [InlineData("/console/assets/../../appsettings.json")]
    [InlineData("/console/assets/%2e%2e/%2e%2e/appsettings.json")]
    public async Task MissingAsset_IsNotTheApp(string path)
    {
        await using var silo = await StartAsync();

        await (await silo.GetAsync(path)).IsProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Configuration_IsWhatTheSettingsSay_AndNoSecret()
    {
        await using var silo = await StartAsync(("Console:Domain", "localhost:8085"), ("Console:ApiUrl", "http://127.0.0.1:8082/Dev/"), ("Console:UserPoolId", "local_tollgate"));

        var response = await silo.GetAsync("/console/config.json");

        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal(
            $$$"""{"userPoolId":"local_tollgate","clientId":"{{{silo.Forge.ClientId}}}","domain":"localhost:8085","identityProvider":"Okta","adminGroup":"tollgate-admins","roleClaim":"custom:department","api":{"url":"http://127.0.0.1:8082/Dev","path":"/blog"}}""",
            await TextOf(response));
    }

    [Fact]
    public async Task Browser_MayRunTheAppsOwnScripts_AndTalkToItsServices_AndNothingElse()
    {
        await using var silo = await StartAsync(
            ("Console:Domain", "login.example.com"), ("Console:UserPoolId", "eu-west-1_abc"), ("Console:ApiUrl", "https://api.example.com/Dev"));

        var response = await silo.GetAsync("/console/");

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self' https://login.example.com https://cognito-idp.eu-west-1.amazonaws.com https://api.example.com; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            response.Header("Content-Security-Policy"));
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", response.Header("Referrer-Policy"));
    }

    private Task<RunningSilo> StartAsync(params (string, string)[] settings) => RunningSilo.StartAsync(settings: [("Console:Path", _folder), .. settings]);

    private static async Task<HttpResponseMessage> GetAsync(RunningSilo silo, string encodings)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/console/assets/app-1a2b.js");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        return await silo.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> TextOf(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
