using Tollgate.Throughput.Contending;
using Tollgate.Throughput.Issuing;
using Tollgate.Throughput.Loading;

var rounds = int.Parse(args.ElementAtOrDefault(0) ?? "3");
var seconds = int.Parse(args.ElementAtOrDefault(1) ?? "5");
var only = args.ElementAtOrDefault(2)?.Split(',');

await using var issuer = await Issuer.StartAsync();
var folder = Directory.CreateTempSubdirectory("tollgate-bench-").FullName;
File.WriteAllLines(Path.Combine(folder, "tokens"), issuer.Issue(1000, 1000));
File.WriteAllLines(Path.Combine(folder, "fresh"), issuer.Issue(20_000, 1000));
for (var round = 0; round < rounds; round++)
    foreach (var contender in Contenders.All.Where(c => only is null || only.Contains(c.Name)))
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"{contender.Name}-{round}")).FullName;
        await using var running = await contender.StartAsync(new(issuer.Url, own), default);
        var tokens = Path.Combine(folder, contender.HasFreshTokens ? "fresh" : "tokens");
        await Wrk.RunAsync(running.Url, tokens, 12, default);
        var before = running.CpuTime;
        var result = await Wrk.RunAsync(running.Url, tokens, seconds, default);
        Console.WriteLine($"{contender.Name,-32} {result.Throughput,8:F0} p50 {result.P50Ms:F2} p99 {result.P99Ms:F2} refused {result.Refused} cpu {(running.CpuTime - before).TotalMicroseconds / result.Answered:F1} us");
    }
Directory.Delete(folder, true);
