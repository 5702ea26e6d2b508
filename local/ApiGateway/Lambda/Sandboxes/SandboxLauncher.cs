using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Lambda.Sandboxes;

/// <summary>Starts the function's executable the way Lambda would: with Lambda's variables and the function's own, and nothing of ours.</summary>
public sealed partial class SandboxLauncher(IOptions<LambdaOptions> lambda, IOptions<AwsOptions> aws, TimeProvider time, ILogger<SandboxLauncher> logger)
{
    // What an executable needs from this machine to run at all, here where the root file system is not Lambda's.
    private static readonly string[] Inherited = ["PATH", "HOME", "TMPDIR", "DOTNET_ROOT", "SystemRoot", "TEMP", "TMP", "USERPROFILE"];

    public SandboxProcess Launch(int port)
    {
        var process = SandboxProcess.Start(Command(port), line => FunctionSaid(port, line));
        Started(port, process.Id);
        return process;
    }

    private ProcessStartInfo Command(int port)
    {
        var bootstrap = lambda.Value.BootstrapPath;
        var isAssembly = bootstrap.EndsWith(".dll", StringComparison.Ordinal);
        var command = new ProcessStartInfo(isAssembly ? "dotnet" : bootstrap)
        {
            WorkingDirectory = Path.GetDirectoryName(bootstrap),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (isAssembly)
            command.ArgumentList.Add(bootstrap);

        command.Environment.Clear();
        foreach (var name in Inherited)
            if (Environment.GetEnvironmentVariable(name) is { } value)
                command.Environment[name] = value;
        foreach (var (name, value) in OfLambda(port))
            command.Environment[name] = value;
        foreach (var (name, value) in lambda.Value.Environment)
            command.Environment[name] = value;
        return command;
    }

    private Dictionary<string, string?> OfLambda(int port)
    {
        var options = lambda.Value;
        var logStream = FormattableString.Invariant($"{time.GetUtcNow():yyyy/MM/dd}/[$LATEST]{Guid.NewGuid():N}");
        return new()
        {
            ["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{port}",
            ["_HANDLER"] = "bootstrap",
            ["LAMBDA_TASK_ROOT"] = Path.GetDirectoryName(options.BootstrapPath),
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["AWS_LAMBDA_FUNCTION_NAME"] = options.FunctionName,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = FormattableString.Invariant($"{options.MemoryMb}"),
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{options.FunctionName}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = logStream,
            ["AWS_REGION"] = aws.Value.Region,
            ["AWS_DEFAULT_REGION"] = aws.Value.Region,
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_SESSION_TOKEN"] = "local",
            ["TZ"] = "UTC",
            ["LANG"] = "en_US.UTF-8",
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "sandbox {Port}: started as process {ProcessId}")]
    private partial void Started(int port, int processId);

    [LoggerMessage(Level = LogLevel.Information, Message = "sandbox {Port}: {Line}")]
    private partial void FunctionSaid(int port, string line);
}
