using Microsoft.Extensions.Time.Testing;
using Tollgate.Silo.Commands;

namespace Tollgate.Silo.Tests.Commands;

/// <summary>What a command left behind.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Runs it within this process, at noon of 2026-11-22.</summary>
    public static async Task<CommandResult> OfAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exitCode = await CommandLine.RunAsync(arguments, output, error, new FakeTimeProvider(RunningSilo.Noon));
        return new(exitCode, output.ToString(), error.ToString());
    }

    public void AssertFailed(string line) => Assert.Equal(new(1, "", $"tollgate: {line}\n"), this);
}
