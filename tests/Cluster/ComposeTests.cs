using System.Diagnostics;
using Tollgate.Local.Demo;

namespace Tollgate.Cluster.Tests;

/// <summary>There is no Docker engine here. <c>docker-compose config</c> reads the file as Docker would, and says what it makes of it.</summary>
public sealed class ComposeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ComposeFile_IsValid_AndDescribesTheWholeDemo()
    {
        var start = new ProcessStartInfo("docker-compose", ["--file", "docker-compose.yml", "config"])
        {
            WorkingDirectory = BuiltPart.RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancellation), process.StandardError.ReadToEndAsync(Cancellation));
        await process.WaitForExitAsync(Cancellation);

        Assert.True(process.ExitCode == 0, await errors);
        var services = Services(await output);
        Assert.Equal(["api-gateway", "dynamodb", "identity", "silo-1", "silo-2", "silo-3"], services.Keys.Order(StringComparer.Ordinal));
        foreach (var silo in (string[])["silo-1", "silo-2", "silo-3"])
        {
            Assert.Contains("read_only: true", services[silo], StringComparison.Ordinal);
            Assert.Contains("Store__Provider: DynamoDb", services[silo], StringComparison.Ordinal);
            Assert.Contains("Cluster__Provider: DynamoDb", services[silo], StringComparison.Ordinal);
            Assert.Contains("dockerfile: src/Silo/Dockerfile", services[silo], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void EveryDockerfile_IsThere_AndNoneRunsAsRoot()
    {
        var compose = File.ReadAllLines(Path.Combine(BuiltPart.RepositoryRoot, "docker-compose.yml"));
        var files = compose.Where(line => line.Contains("dockerfile:", StringComparison.Ordinal)).Select(line => line.Split(':')[1].Trim()).Distinct().ToList();
        Assert.Equal(3, files.Count);
        foreach (var lines in files.Select(file => File.ReadAllLines(Path.Combine(BuiltPart.RepositoryRoot, file))))
        {
            Assert.Contains("USER $APP_UID", lines);
            Assert.Contains(lines, line => line.StartsWith("ENTRYPOINT [\"dotnet\", ", StringComparison.Ordinal)); // as a list: no shell is between it and its signals
        }
    }

    // By the indentation of what docker-compose prints.
    private static Dictionary<string, string> Services(string config)
    {
        var services = new Dictionary<string, string>();
        string? section = null, service = null;
        foreach (var line in config.Split('\n'))
        {
            if (line is [not ' ', ..])
                (section, service) = (line, null);
            else if (section == "services:" && line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ')
                services[service = line.Trim().TrimEnd(':')] = "";
            else if (service is not null)
                services[service] += line.Trim() + "\n";
        }

        return services;
    }
}
