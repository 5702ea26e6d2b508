using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Tollgate.Silo.Tests.Hosting;

/// <summary>Whatever keeps the silo from starting, its operator reads one plain line that says what to change.</summary>
public sealed partial class StartUpTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tollgate-start-").FullName;

    private string Log => Path.Combine(_folder, "tollgate.db");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task NoAuthSettings_SaysWhichAreMissing() => AssertRefusesAsync(
        """
        Auth:Authority is required: the issuer of the tokens, such as https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc.
        Auth:Audience is required: the app client id that the tokens are for.
        """,
        ("Auth:Authority", null), ("Auth:Audience", null));

    [Fact]
    public Task SeveralSectionsAreWrong_NamesEachOfThem() => AssertRefusesAsync(
        """
        Quota:DefaultDailyLimit must be between 0 and 1000000000000.
        RoleMap:MaxStalenessSeconds must be more than RefreshSeconds.
        """,
        ("Quota:DefaultDailyLimit", "-1"), ("RoleMap:MaxStalenessSeconds", "2"));

    [Theory]
    [InlineData("Auth:Authority", "http://issuer.example", "Auth:Authority 'http://issuer.example' must be https (or set Auth:RequireHttpsMetadata to false on a laptop).")]
    [InlineData("Auth:TokenUse", "refresh", "Auth:TokenUse must be id or access.")]
    [InlineData("Auth:PrincipalClaim", "", "Auth:PrincipalClaim is required.")]
    [InlineData("Auth:RequireHttpsMetadata", "maybe", "Auth:RequireHttpsMetadata cannot be 'maybe'; it is true or false.")]
    [InlineData("Quota:DefaultDailyLimit", "-1", "Quota:DefaultDailyLimit must be between 0 and 1000000000000.")]
    [InlineData("Quota:DefaultDailyLimit", "many", "Quota:DefaultDailyLimit cannot be 'many'; it is a whole number.")]
    [InlineData("Quota:MaxClockSkew", "soon", "Quota:MaxClockSkew cannot be 'soon'; it is a time span such as 00:15:00.")]
    [InlineData("Store:Provider", "Postgres", "Store:Provider cannot be 'Postgres'; it is one of Sqlite, DynamoDb, InMemory.")]
    [InlineData("Cluster:Provider", "Zookeeper", "Cluster:Provider cannot be 'Zookeeper'; it is one of Localhost, DynamoDb.")]
    [InlineData("Cluster:SiloPort", "0", "Cluster:SiloPort must be between 1 and 65535.")]
    [InlineData("RoleMap:RefreshSeconds", "5", "RoleMap:MaxStalenessSeconds must be more than RefreshSeconds.")]
    [InlineData("RoleMap:Bootstrap:0:Resource", "blog", "RoleMap:Bootstrap: 'blog' is not a resource.")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "OTEL_EXPORTER_OTLP_ENDPOINT 'collector:4317' is not a URL such as http://localhost:4317.")]
    [InlineData("Telemetry:SampleRatio", "2", "Telemetry:SampleRatio must be between 0 and 1.")]
    [InlineData("Check:TrustedProxies:0", "proxy", "Check:TrustedProxies: 'proxy' is neither an address nor a network such as 10.0.0.0/16.")]
    [InlineData("Check:TrustedProxies:0", "10.0.0.1/16", "Check:TrustedProxies: '10.0.0.1/16' is neither an address nor a network such as 10.0.0.0/16.")]
    [InlineData("Urls", "nonsense", "Urls: 'nonsense' is not an address such as http://127.0.0.1:8080.")]
    [InlineData("Urls", "ftp://127.0.0.1:21", "Urls: 'ftp://127.0.0.1:21' is not an address such as http://127.0.0.1:8080.")]
    [InlineData("Urls", "http://127.0.0.1:99999", "Urls: 'http://127.0.0.1:99999' is not an address such as http://127.0.0.1:8080.")]
    [InlineData("Urls", "http://192.0.2.1:8080", "Urls: 192.0.2.1:8080 cannot be listened on (Cannot assign requested address).")]
    [InlineData("Urls", "http://unix:/nowhere/silo.sock", "Urls: /nowhere/silo.sock cannot be listened on (Cannot assign requested address).")]
    [InlineData("Urls", "https://127.0.0.1:0", "An https address needs a certificate, see Kestrel:Certificates:Default.")]
    [InlineData("Kestrel:Certificates:Default:Path", "/nowhere.pfx", "Kestrel: Could not find file '/nowhere.pfx'.")]
    [InlineData("Kestrel:Endpoints:Web:Url", "https://127.0.0.1:0", "An https address needs a certificate, see Kestrel:Certificates:Default.")]
    [InlineData("Kestrel:Endpoints:Web:Url", "nonsense", "Kestrel:Endpoints:Web:Url: 'nonsense' is not an address such as http://127.0.0.1:8080.")]
    [InlineData("Kestrel:Endpoints:Web:Protocols", "Http1", "Kestrel:Endpoints:Web:Url: '' is not an address such as http://127.0.0.1:8080.")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://192.0.2.1:8080", "Kestrel:Endpoints:Web:Url: 192.0.2.1:8080 cannot be listened on (Cannot assign requested address).")]
    public Task SettingIsWrong_IsNamed(string key, string value, string line) =>
        AssertRefusesAsync(line, (key, value), ("RoleMap:Bootstrap:0:Roles", key.StartsWith("RoleMap:Bootstrap", StringComparison.Ordinal) ? "IT" : null));

    [Theory]
    [InlineData("/orders/{id}", "/orders/{order}", "RoleMap:Bootstrap: '/orders/{order}' and '/orders/{id}' are the same resource: they differ in the name of a parameter only.")]
    [InlineData("/blog", "/blog", "RoleMap:Bootstrap: GET /blog is mapped twice.")]
    public Task MappingsDoNotGoTogether_AreNamed(string first, string second, string line) =>
        AssertRefusesAsync(line, [.. Mapping(0, first, "IT"), .. Mapping(1, second, "Finance")]);

    [Fact]
    public Task MappingsTakeMoreThanOneBatch_SaysSo() => AssertRefusesAsync(
        "RoleMap:Bootstrap: the mappings take more than 65536 bytes, which is more than can be written together.",
        [.. Enumerable.Range(0, 40).SelectMany(n => Mapping(n, $"/{n}/{new string('x', 2000)}", "IT"))]);

    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public Task MappingNamesNoRole_SaysSo(string roles) =>
        AssertRefusesAsync("RoleMap:Bootstrap: GET /blog names no role, or more than 100.", [.. Mapping(0, "/blog", roles)]);

    [Fact]
    public Task MappingNamesARoleThatIsNone_SaysSo() =>
        AssertRefusesAsync($"RoleMap:Bootstrap: '{new string('x', 257)}' is not a role.", [.. Mapping(0, "/blog", new string('x', 257))]);

    // They take the place of Urls, which may be anything then.
    [Fact]
    public async Task KestrelHasEndpoints_UrlsAreNotAsked()
    {
        var port = FreePort.Find();
        await using var silo = SiloExecutable.Start(Log, ("Kestrel:Endpoints:Web:Url", $"http://127.0.0.1:{port}"), ("Urls", "http://192.0.2.1:8080"));

        await silo.UntilLiveAsync($"http://127.0.0.1:{port}");
    }

    [Theory]
    [InlineData("Urls", "http://127.0.0.1:")]
    [InlineData("Urls", "http://localhost:")]
    [InlineData("Kestrel:Endpoints:Web:Url", "http://127.0.0.1:")]
    [InlineData("Cluster:SiloPort", "")]
    [InlineData("Cluster:GatewayPort", "")]
    public async Task PortIsBusy_IsNamed(string key, string beforePort)
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();

        await AssertRefusesAsync($"{key}: {busy.LocalEndpoint} is in use by another process.", (key, $"{beforePort}{((IPEndPoint)busy.LocalEndpoint).Port}"));
    }

    [Fact]
    public async Task LogIsInUseByAnotherSilo_SaysSo()
    {
        var url = $"http://127.0.0.1:{FreePort.Find()}";
        await using var first = SiloExecutable.Start(Log, ("Urls", url));
        await first.UntilLiveAsync(url);

        await AssertRefusesAsync($"The event log '{Log}' is in use by another process.");
    }

    [Fact]
    public async Task LogCannotBeWritten_SaysSo()
    {
        Write(Log, "PRAGMA application_id = 0");
        File.SetAttributes(Log, FileAttributes.ReadOnly);

        await AssertRefusesAsync($"The event log '{Log}' is read-only.");
    }

    [Fact]
    public Task LogIsInNoFolder_SaysSo() => AssertRefusesAsync(
        "The directory '/proc/tollgate' of the event log cannot be made.", ("Store:SqlitePath", "/proc/tollgate/tollgate.db"));

    [Fact]
    public async Task LogIsNoDatabase_SaysSo()
    {
        await File.WriteAllTextAsync(Log, new string('x', 5000), Cancellation);

        await AssertRefusesAsync($"The file '{Log}' is not an event log.");
    }

    [Fact]
    public async Task LogIsAnotherProgramsDatabase_SaysSo()
    {
        Write(Log, "CREATE TABLE theirs (value TEXT)");

        await AssertRefusesAsync($"The file '{Log}' is a database, but not an event log.");
    }

    [Fact]
    public async Task LogIsDamaged_SaysSo()
    {
        Write(Log, "CREATE TABLE theirs (value TEXT)");
        await using (var file = File.OpenWrite(Log))
        {
            file.Position = 100; // behind the header: the list of tables
            file.Write(Enumerable.Repeat((byte)0xA5, 3000).ToArray());
        }

        await AssertRefusesAsync($"The event log '{Log}' is damaged.");
    }

    // Beside the one line on standard error, standard output holds lines of the log and nothing else.
    private async Task AssertRefusesAsync(string lines, params (string Key, string? Value)[] settings)
    {
        await using var silo = SiloExecutable.Start(Log, settings);
        var (exitCode, output, errors) = await silo.UntilEndAsync();

        Assert.Equal($"tollgate: {lines.ReplaceLineEndings(" ")}\n", errors);
        Assert.Equal(1, exitCode);
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(LogLine(), line));
    }

    private static IEnumerable<(string Key, string? Value)> Mapping(int index, string resource, string roles) =>
    [
        ($"RoleMap:Bootstrap:{index}:Resource", resource), ($"RoleMap:Bootstrap:{index}:Method", "GET"), ($"RoleMap:Bootstrap:{index}:Roles", roles),
    ];

    private static void Write(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (info|warn): ")]
    private static partial Regex LogLine();
}
