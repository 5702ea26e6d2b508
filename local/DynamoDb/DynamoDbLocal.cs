using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Tollgate.Local.DynamoDb;

/// <summary>AWS' own DynamoDB Local as a process on loopback. <c>eng/dynamodb-local.sh</c> fetches it.</summary>
public sealed class DynamoDbLocal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly DynamoDbLocalOptions _options;
    private Process? _process;

    private DynamoDbLocal(DynamoDbLocalOptions options)
    {
        _options = options;
        Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}");
    }

    public string Url { get; }

    /// <summary>The process' own id, which changes when it is started again.</summary>
    public int ProcessId => _process!.Id;

    private static string Folder => Path.Combine(
        typeof(DynamoDbLocal).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!,
        ".cache", "dynamodb-local", "emulator");

    /// <exception cref="DynamoDbLocalException">It was not fetched, or does not come up.</exception>
    public static async Task<DynamoDbLocal> StartAsync(DynamoDbLocalOptions options, CancellationToken cancellationToken)
    {
        var local = new DynamoDbLocal(options);
        try
        {
            await local.StartAgainAsync(cancellationToken);
            return local;
        }
        catch
        {
            await local.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process, after <see cref="KillAsync"/>, on the same port; what was in <see cref="DynamoDbLocalOptions.Folder"/> is there again.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(Folder, "DynamoDBLocal.jar")))
            throw new DynamoDbLocalException("DynamoDB Local is not there: run eng/dynamodb-local.sh.");
        _process = Process.Start(Describe())!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(cancellationToken))
        {
            if (_process.HasExited)
                throw new DynamoDbLocalException($"DynamoDB Local ended at once, with exit code {_process.ExitCode}; it needs Java 17 and port {_options.Port}.");
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                throw new DynamoDbLocalException($"DynamoDB Local does not answer at {Url}.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>SIGSTOP: it still listens, and answers nothing until <see cref="ResumeAsync"/>.</summary>
    public Task SuspendAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>SIGKILL. What was acknowledged is in <see cref="DynamoDbLocalOptions.Folder"/>, if there is one.</summary>
    public async Task KillAsync()
    {
        if (_process is not { HasExited: false } process)
            return;
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    private ProcessStartInfo Describe()
    {
        // A short life: what the second compiler would gain is never earned back.
        string[] machine = _options.IsForLong ? ["-Xmx1g"] : ["-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];
        string[] data = _options.Folder is { } folder ? ["-dbPath", folder] : ["-inMemory"];
        return new ProcessStartInfo("java",
        [
            .. machine, "-XX:-UsePerfData", "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar",
            .. data, "-sharedDb", "-disableTelemetry", "-port", _options.Port.ToString(CultureInfo.InvariantCulture),
        ])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    // Without a signature it refuses, and that is an answer.
    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(Url, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    // By the shell's own kill: not every machine has the program of that name.
    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process!.Id}"]);
        await kill.WaitForExitAsync();
    }
}
