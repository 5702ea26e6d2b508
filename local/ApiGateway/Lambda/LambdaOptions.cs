using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Lambda;

/// <summary>The one function of the stand-in: what runs, in how many sandboxes, for how long.</summary>
public sealed class LambdaOptions : IValidatableObject
{
    public const string SectionName = "Lambda";

    /// <summary>Lambda's own limit for all variables of a function.</summary>
    private const int EnvironmentLimit = 4096;

    /// <summary>Required. The function's executable; a path that ends in <c>.dll</c> is run with <c>dotnet</c>. Relative to the current directory.</summary>
    public string Bootstrap { get; set; } = "";

    /// <summary>The function's own variables, such as <c>TOLLGATE_URL</c>. The gateway's environment is not inherited.</summary>
    public Dictionary<string, string> Environment { get; set; } = [];

    /// <value>How many sandboxes may run at once; default 4. Each handles one event at a time.</value>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 4;

    /// <value>The function's time-out, counted from the moment a sandbox takes the event; default 5000.</value>
    [Range(1, 900_000)]
    public int TimeoutMs { get; set; } = 5000;

    /// <value>How long a new sandbox may take until it asks for its first event; default 10000, as in Lambda.</value>
    [Range(1, 900_000)]
    public int InitTimeoutMs { get; set; } = 10_000;

    /// <summary>
    /// Where the Runtime API listens, on loopback. Each sandbox has its own port, as each has its own Runtime API in Lambda:
    /// with port 0 free ones, else this one and those that follow it.
    /// </summary>
    /// <value>Default <c>http://127.0.0.1:0</c>.</value>
    public string RuntimeApiUrl { get; set; } = "http://127.0.0.1:0";

    /// <value>Default <c>tollgate-authorizer</c>.</value>
    [RegularExpression("^[A-Za-z0-9_-]{1,64}$")]
    public string FunctionName { get; set; } = "tollgate-authorizer";

    /// <value>Only told to the function (<c>AWS_LAMBDA_FUNCTION_MEMORY_SIZE</c>), not enforced; default 256.</value>
    [Range(128, 10_240)]
    public int MemoryMb { get; set; } = 256;

    public TimeSpan Timeout => TimeSpan.FromMilliseconds(TimeoutMs);

    public TimeSpan InitTimeout => TimeSpan.FromMilliseconds(InitTimeoutMs);

    public string BootstrapPath => Path.GetFullPath(Bootstrap);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BootstrapFault() is { } fault)
            yield return new(fault);

        if (!Uri.TryCreate(RuntimeApiUrl, UriKind.Absolute, out var url) || url is not { Scheme: "http", IsLoopback: true, PathAndQuery: "/" })
            yield return new($"Lambda:RuntimeApiUrl '{RuntimeApiUrl}' is not a loopback address such as http://127.0.0.1:9001");
        else if (url.Port + Concurrency > 65_536)
            yield return new($"Lambda:RuntimeApiUrl leaves no room for {Concurrency} ports from {url.Port} on");

        if (Environment.Keys.FirstOrDefault(ReservedVariables.Contains) is { } reserved)
            yield return new($"Lambda:Environment:{reserved} is reserved by Lambda");

        if (Environment.Sum(variable => variable.Key.Length + variable.Value.Length) > EnvironmentLimit)
            yield return new($"Lambda:Environment is larger than {EnvironmentLimit} bytes");
    }

    private string? BootstrapFault()
    {
        if (Bootstrap.Length == 0)
            return "Lambda:Bootstrap is not set: give the path of the authorizer's bootstrap";

        if (!File.Exists(BootstrapPath))
            return $"Lambda:Bootstrap: there is no file {BootstrapPath}";

        if (OperatingSystem.IsWindows() || BootstrapPath.EndsWith(".dll", StringComparison.Ordinal))
            return null;

        const UnixFileMode anyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return (File.GetUnixFileMode(BootstrapPath) & anyExecute) == 0 ? $"Lambda:Bootstrap: {BootstrapPath} is not executable" : null;
    }
}

[OptionsValidator]
public sealed partial class LambdaOptionsValidator : IValidateOptions<LambdaOptions>;
