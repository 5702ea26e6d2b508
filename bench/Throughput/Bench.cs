using Tollgate.Throughput.Collecting;
using Tollgate.Throughput.Contending;
using Tollgate.Throughput.Issuing;
using Tollgate.Throughput.Loading;
using Tollgate.Throughput.Reporting;

namespace Tollgate.Throughput;

/// <summary>
/// The run: every server is started once and stays; in each round every contender is called for a while, one after the other. So whatever the
/// machine does meanwhile, it does to all of them.
/// </summary>
internal sealed class Bench(BenchOptions options, RunningServers servers, CallerFiles callers, string folder)
{
    /// <returns>The exit code: 0 where every call was allowed, whether the aims are met or not.</returns>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-bench-").FullName;
        try
        {
            await using var issuer = await Issuer.StartAsync();
            await using var collector = await Collector.StartAsync();
            await using var servers = new RunningServers(new(issuer.Url, collector.Url, folder));
            var report = await new Bench(options, servers, new CallerFiles(issuer, folder), folder).MeasureAsync(cancellationToken);
            report.Print(Console.Out);
            collector.ThrowIfNothingCame(options.Contenders);
            if (options.Results is { } file)
                await report.SaveAsync(file, cancellationToken);
            return 0;
        }
        catch (BenchFailedException failure)
        {
            Console.Error.WriteLine($"bench: {failure.Message}");
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Report> MeasureAsync(CancellationToken cancellationToken)
    {
        var contenders = options.Contenders;
        foreach (var contender in contenders)
        {
            Progress($"warming up: {contender.Name}");
            await LoadAsync(contender, options.WarmUpSeconds, cancellationToken); // a server that has yet to compile itself may be late
        }

        var runs = contenders.ToDictionary(contender => contender, _ => new List<Run>());
        for (var round = 1; round <= options.Rounds; round++)
            foreach (var contender in contenders)
            {
                Progress($"round {round} of {options.Rounds}: {contender.Name}");
                runs[contender].Add(await CallAsync(contender, options.Seconds, cancellationToken));
            }

        var rows = contenders.Select(contender => Row.Of(contender, runs[contender])).ToList();
        Progress("latency at half the peak");
        try
        {
            return new Report(options.Rounds, rows, await LatencyAtHalfPeak.MeasureAsync(rows, servers, callers, folder, cancellationToken));
        }
        catch (BenchFailedException failure) // what was measured before is as good as it was
        {
            Console.Error.WriteLine($"bench: no latency at half the peak: {failure.Message}");
            return new Report(options.Rounds, rows, Latency: null);
        }
        finally
        {
            Progress("");
        }
    }

    private async Task<Run> CallAsync(Contender contender, int seconds, CancellationToken cancellationToken)
    {
        var server = await servers.GetAsync(contender.Server, cancellationToken);
        var (usedBefore, cpuBefore) = (await server.UsageAsync(cancellationToken), server.CpuTime);
        var load = await LoadAsync(contender, seconds, cancellationToken);
        load.ThrowIfRefused(contender.Name);
        return new Run(load, (server.CpuTime - cpuBefore) / load.Answered, await server.UsageAsync(cancellationToken) - usedBefore);
    }

    private async Task<LoadResult> LoadAsync(Contender contender, int seconds, CancellationToken cancellationToken)
    {
        var server = await servers.GetAsync(contender.Server, cancellationToken);
        return await Wrk.RunAsync(server.Url, callers.PathOf(contender.Callers), contender.Connections, seconds, cancellationToken);
    }

    private static void Progress(string what)
    {
        if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{what,-70}{(what.Length == 0 ? "\r" : "")}");
    }
}
