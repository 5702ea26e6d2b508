using System.Diagnostics;
using System.Text.Json;
using Tollgate.Local.Demo;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>
/// What <c>src/Silo/Dockerfile</c> says, done without Docker: its publish command, its environment and nothing else, its entry point and health
/// check, as the user of its base image, on files that nobody may write.
/// </summary>
internal sealed class SiloImage : IDisposable
{
    // APP_UID of Microsoft's images.
    private const string User = "1654";

    private readonly string _app;

    private SiloImage(string app, IReadOnlyList<string> dockerfile)
    {
        _app = app;
        EntryPoint = Words(dockerfile.Single(line => line.StartsWith("ENTRYPOINT ", StringComparison.Ordinal))["ENTRYPOINT ".Length..]);
        HealthCheck = Words(dockerfile.Single(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal)).Split(" CMD ")[1]);
        Environment = dockerfile.Where(line => line.StartsWith("ENV ", StringComparison.Ordinal))
            .Select(line => line["ENV ".Length..].Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    public IReadOnlyList<string> EntryPoint { get; }

    public IReadOnlyList<string> HealthCheck { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public static async Task<SiloImage> BuildAsync()
    {
        var dockerfile = await File.ReadAllLinesAsync(Path.Combine(BuiltPart.RepositoryRoot, "src/Silo/Dockerfile"), TestContext.Current.CancellationToken);
        var app = Directory.CreateTempSubdirectory("tollgate-image-").FullName;
        var publish = dockerfile.Single(line => line.StartsWith("RUN dotnet publish ", StringComparison.Ordinal))["RUN ".Length..].Replace(" /app ", $" {app} ", StringComparison.Ordinal);
        await RunAsync("sh", "-c", $"cd {BuiltPart.RepositoryRoot} && {publish} --verbosity quiet");
        await RunAsync("sh", "-c", $"chmod -R a-w,a+rX {app}");
        return new SiloImage(app, dockerfile);
    }

    /// <summary>Starts the entry point.</summary>
    public Process Start(IReadOnlyDictionary<string, string> settings) => Start(EntryPoint, settings);

    /// <returns>The exit code of the health check.</returns>
    public async Task<int> CheckHealthAsync(IReadOnlyDictionary<string, string> settings)
    {
        using var check = Start(HealthCheck, settings);
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);
        return check.ExitCode;
    }

    public void Dispose() => Directory.Delete(_app, recursive: true);

    private Process Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("setpriv", ["--reuid", User, "--regid", User, "--clear-groups", "--no-new-privs", "--inh-caps=-all", .. command])
        {
            WorkingDirectory = _app,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (key, value) in Environment.Concat(settings))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["PATH"] = System.Environment.GetEnvironmentVariable("PATH");
        if (System.Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } runtime)
            start.Environment["DOTNET_ROOT"] = runtime;
        start.Environment["TMPDIR"] = "/nowhere"; // the image's own may be read-only
        start.Environment["HOME"] = "/nowhere";
        return Process.Start(start)!;
    }

    private static IReadOnlyList<string> Words(string list) => JsonSerializer.Deserialize<List<string>>(list)!;

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
    }
}
