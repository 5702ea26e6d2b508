using System.Diagnostics;
using Tollgate.Local.Demo;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>A command of the silo's executable, as an operator runs it beside the silos.</summary>
internal static class SiloCommand
{
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(BuiltPart.Silo, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary><c>verify</c> folds every stream of the cluster's log, and finds nothing that should not be there.</summary>
    public static async Task AssertVerifiedAsync(string dynamoDbUrl, string tablePrefix)
    {
        var (exitCode, output, errors) = await RunAsync(
            new Dictionary<string, string>
            {
                ["Store:Provider"] = "DynamoDb",
                ["DynamoDb:ServiceUrl"] = dynamoDbUrl,
                ["DynamoDb:TablePrefix"] = tablePrefix,
                ["DynamoDb:RequestTimeoutMs"] = "20000",
            },
            "verify");
        Assert.True(exitCode == 0 && output.Contains(" 0 violations", StringComparison.Ordinal), output + errors);
    }
}
