using Tollgate.Overload.Audit;
using Tollgate.Overload.Calls;
using Tollgate.Overload.Running;

namespace Tollgate.Overload;

/// <summary>One run: find the peak, pour garbage in, offer more than the peak, and read the log back.</summary>
internal sealed class OverloadRun(OverloadOptions options, TextWriter output, CancellationToken stopping)
{
    // Few are enough on one core; many are needed where a commit takes long.
    private static readonly int[] CallersTried = [32, 128, 512];

    private const int DifferentGarbage = 2_000;

    private readonly CallNumbers _numbers = new();
    private readonly List<CallResult> _calls = [];

    public async Task<OverloadReport> RunAsync()
    {
        await using var silo = await SiloUnderTest.StartAsync(options, stopping);
        var ownCores = options.OwnCores && await Cores.OfSilo.KeepAsync(silo.ProcessId) && await Cores.OfCallers.KeepAsync(Environment.ProcessId);
        await output.WriteLineAsync(ownCores
            ? $"The silo has {Cores.OfSilo.Count} of {Environment.ProcessorCount} cores, its callers the others."
            : $"The silo and its callers share {Environment.ProcessorCount} cores.");

        var users = new CallTexts(Enumerable.Range(0, options.Users).Select(silo.TokenOf));
        await WarmUpAsync(silo, users);
        var callers = await FindCallersAsync(silo, users);
        var garbage = await GarbageAsync(silo, users, callers);
        var crowd = await OfferAsync(silo, users, callers, capacity => Math.Min(options.Factor * capacity.PeakPerSecond, capacity.BearableOffer));
        var flood = await OfferAsync(silo, users, callers, capacity => options.Factor * capacity.PeakPerSecond);

        var exitCode = await silo.StopAsync();
        await output.WriteLineAsync($"reading {_calls.Count:N0} calls back from the log");
        var logged = await LoggedCalls.ReadAsync(silo.LogPath, _numbers.Given, stopping);
        return new OverloadReport(options, garbage, crowd, flood, logged.Audit(_calls), exitCode);
    }

    // Every token known, every grain awake; and pauses, in which the runtime puts its better code in the place of the first.
    private async Task WarmUpAsync(SiloUnderTest silo, CallTexts users)
    {
        for (var round = 0; round < options.WarmUpRounds; round++)
        {
            var warm = await PressAsync(silo, users, CallersTried[1], options.PeakSeconds);
            await output.WriteLineAsync($"warming up: {warm.AllowedPerSecond:N0} calls/s");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, stopping);
        }
    }

    private async Task<int> FindCallersAsync(SiloUnderTest silo, CallTexts users)
    {
        var best = (Peak: 0.0, Callers: 0);
        foreach (var callers in CallersTried)
        {
            var loop = await PressAsync(silo, users, callers, options.PeakSeconds);
            await output.WriteLineAsync($"{callers,4} callers: {loop.AllowedPerSecond:N0} calls/s, p99 {loop.Percentile(99, static call => call.IsAllowed).TotalMilliseconds:N1} ms");
            if (loop.AllowedPerSecond > best.Peak)
                best = (loop.AllowedPerSecond, callers);
        }

        return best.Callers;
    }

    private async Task<Capacity> MeasureCapacityAsync(SiloUnderTest silo, CallTexts users, int callers)
    {
        var peak = await PressAsync(silo, users, callers, options.PeakSeconds);
        var refusals = await ClosedLoop.RunAsync(silo.Address, Nowhere, _numbers, CallersTried[^1], TimeSpan.FromSeconds(options.PeakSeconds), stopping);
        return new Capacity(peak.AllowedPerSecond, refusals.AnsweredPerSecond);
    }

    private async Task<IReadOnlyList<GarbageResult>> GarbageAsync(SiloUnderTest silo, CallTexts users, int callers)
    {
        var results = new List<GarbageResult>();
        if (options.GarbageSeconds > 0)
        {
            results.Add(await PourAsync(silo, users, "signed by nobody", Garbage(silo.UnsignedToken), callers));
            results.Add(await PourAsync(silo, users, "of unknown keys", Garbage(silo.StrangersToken), callers));
            results.Add(await PourAsync(silo, users, "no tokens at all", Nonsense, callers));
        }

        return results;
    }

    // As many who have no good token as those who have, all of them as fast as they are answered.
    private async Task<GarbageResult> PourAsync(SiloUnderTest silo, CallTexts users, string kind, CallTexts garbage, int callers)
    {
        var rounds = new List<(double Garbage, double Good, double Share)>();
        for (var round = 0; round < options.GarbageRounds; round++)
        {
            var alone = await PressAsync(silo, users, callers, options.GarbageSeconds);
            var flood = ClosedLoop.RunAsync(silo.Address, garbage, _numbers, callers, TimeSpan.FromSeconds(options.GarbageSeconds), stopping);
            var good = await PressAsync(silo, users, callers, options.GarbageSeconds);
            rounds.Add(((await flood).AnsweredPerSecond, good.AllowedPerSecond, good.AllowedPerSecond / alone.AllowedPerSecond));
        }

        var result = new GarbageResult(
            kind, rounds.Select(static round => round.Garbage).Median(), rounds.Select(static round => round.Good).Median(), rounds.Select(static round => round.Share).Median());
        await output.WriteLineAsync($"garbage {kind}, {result.GarbagePerSecond:N0}/s: good calls {result.GoodPerSecond:N0}/s, {result.Share:P0} of those without it");
        return result;
    }

    private async Task<CrowdResult> OfferAsync(SiloUnderTest silo, CallTexts users, int callers, Func<Capacity, double> offer)
    {
        var slices = new List<CrowdSlice>();
        await using var watch = SiloWatch.Start(silo);
        for (var slice = 0; slice < options.Slices; slice++)
        {
            var capacity = await MeasureCapacityAsync(silo, users, callers);
            var perSecond = offer(capacity);
            await output.WriteLineAsync($"peak {capacity.PeakPerSecond:N0}/s, refusals {capacity.RefusalsPerSecond:N0}/s; offering {perSecond:N0} calls/s");
            var loop = await new OpenLoop(silo.Address, users, _numbers, options.Connections, stopping).RunAsync(perSecond, TimeSpan.FromSeconds((double)options.Seconds / options.Slices));
            _calls.AddRange(loop.Calls);
            slices.Add(new(capacity, perSecond, loop));
        }

        return new CrowdResult(slices, await watch.EndAsync());
    }

    private async Task<LoopResult> PressAsync(SiloUnderTest silo, CallTexts users, int callers, int seconds)
    {
        var loop = await ClosedLoop.RunAsync(silo.Address, users, _numbers, callers, TimeSpan.FromSeconds(seconds), stopping);
        _calls.AddRange(loop.Calls);
        return loop;
    }

    private static CallTexts Nonsense => Garbage(static number => $"no.token.{number}");

    // Refused as cheaply as a call that there is no room for; bad tokens are told so at a pace of their own.
    private static CallTexts Nowhere => new(["no.token"], "/v1/nowhere");

    private static CallTexts Garbage(Func<int, string> token) => new(Enumerable.Range(0, DifferentGarbage).Select(token));
}
